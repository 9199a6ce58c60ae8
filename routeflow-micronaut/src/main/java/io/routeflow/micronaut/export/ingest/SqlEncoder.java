package io.routeflow.micronaut.export.ingest;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.SqlUsage;
import java.io.IOException;

/** Writes the {@code sql} object of an event. For one thread at a time. */
final class SqlEncoder {

  private final Scratch scratch;

  SqlEncoder(Scratch scratch) {
    this.scratch = scratch;
  }

  void write(JsonGenerator json, SqlUsage usage) throws IOException {
    json.writeStartObject();
    json.writeNumberField("count", usage.count());
    json.writeFieldName("total_ms");
    scratch.writeMillis(json, usage.totalNanos());
    json.writeBooleanField("truncated", usage.truncated());
    json.writeArrayFieldStart("statements");
    for (SqlUsage.Statement statement : usage.statements()) {
      write(json, statement);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void write(JsonGenerator json, SqlUsage.Statement statement) throws IOException {
    json.writeStartObject();
    json.writeStringField("statement", statement.statement());
    json.writeStringField("operation", statement.operation());
    json.writeArrayFieldStart("tables");
    for (String table : statement.tables()) {
      json.writeString(table);
    }
    json.writeEndArray();
    if (statement.repositoryMethod() != null) {
      json.writeStringField("repository_method", statement.repositoryMethod());
    }
    json.writeStringField("datasource", statement.datasource());
    json.writeStringField("db_system", statement.dbSystem());
    json.writeNumberField("count", statement.count());
    if (statement.rows() >= 0) {
      json.writeNumberField("rows", statement.rows());
    }
    if (statement.batchSize() >= 0) {
      json.writeNumberField("batch_size", statement.batchSize());
    }
    json.writeFieldName("total_ms");
    scratch.writeMillis(json, statement.totalNanos());
    json.writeFieldName("max_ms");
    scratch.writeMillis(json, statement.maxNanos());
    json.writeNumberField("errors", statement.errors());
    if (statement.sqlState() != null) {
      json.writeStringField("sql_state", statement.sqlState());
    }
    if (statement.exception() != null) {
      json.writeStringField("exception", statement.exception());
    }
    json.writeBooleanField("n_plus_one", statement.nPlusOne());
    json.writeEndObject();
  }
}
