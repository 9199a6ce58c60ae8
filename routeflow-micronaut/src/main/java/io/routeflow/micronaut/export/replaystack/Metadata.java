package io.routeflow.micronaut.export.replaystack;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventJson;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.SqlUsage;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The part of a payload for which the contract has no members: SQL and outgoing calls in brief, and
 * the attributes.
 */
final class Metadata {

  /** Statements or calls that are listed; the sums count all. */
  static final int MAX_LISTED = 20;

  private static final double NANOS_PER_MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  private Metadata() {}

  /** Writes the member, unless there is nothing in it. */
  static void write(JsonGenerator json, Event event) throws IOException {
    SqlUsage sql = event.sql();
    OutgoingCalls calls = event.parts().externalCalls();
    boolean hasCalls = calls != null && !calls.entries().isEmpty();
    if (sql == null && !hasCalls && event.attributes().isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("metadata");
    if (sql != null) {
      writeSql(json, sql);
    }
    if (calls != null && hasCalls) {
      writeCalls(json, calls);
    }
    EventJson.writeScalars(json, "attributes", event.attributes());
    json.writeEndObject();
  }

  private static void writeSql(JsonGenerator json, SqlUsage sql) throws IOException {
    json.writeObjectFieldStart("sql");
    json.writeNumberField("count", sql.count());
    json.writeNumberField("totalMs", millis(sql.totalNanos()));
    json.writeArrayFieldStart("statements");
    for (SqlUsage.Statement statement : first(sql.statements())) {
      json.writeStartObject();
      json.writeStringField("statement", statement.statement());
      EventJson.writeText(json, "repositoryMethod", statement.repositoryMethod());
      json.writeNumberField("count", statement.count());
      json.writeNumberField("totalMs", millis(statement.totalNanos()));
      json.writeNumberField("errors", statement.errors());
      json.writeBooleanField("nPlusOne", statement.nPlusOne());
      json.writeEndObject();
    }
    json.writeEndArray();
    writeTruncated(json, sql.truncated() || sql.statements().size() > MAX_LISTED);
    json.writeEndObject();
  }

  private static void writeCalls(JsonGenerator json, OutgoingCalls calls) throws IOException {
    json.writeObjectFieldStart("externalCalls");
    json.writeArrayFieldStart("calls");
    for (ExternalCall call : first(calls.entries())) {
      json.writeStartObject();
      json.writeStringField("host", call.host());
      json.writeStringField("method", call.method());
      EventJson.writeText(json, "pathTemplate", call.pathTemplate());
      json.writeNumberField("count", call.count());
      json.writeNumberField("totalMs", millis(call.totalNanos()));
      json.writeNumberField("errors", call.errors());
      if (call.statusCode() > 0) {
        json.writeNumberField("statusCode", call.statusCode());
      }
      json.writeEndObject();
    }
    json.writeEndArray();
    writeTruncated(json, calls.truncated() || calls.entries().size() > MAX_LISTED);
    json.writeEndObject();
  }

  private static void writeTruncated(JsonGenerator json, boolean truncated) throws IOException {
    if (truncated) {
      json.writeBooleanField("truncated", true);
    }
  }

  private static <T> List<T> first(List<T> all) {
    return all.subList(0, Math.min(MAX_LISTED, all.size()));
  }

  private static double millis(long nanos) {
    return nanos / NANOS_PER_MILLI;
  }
}
