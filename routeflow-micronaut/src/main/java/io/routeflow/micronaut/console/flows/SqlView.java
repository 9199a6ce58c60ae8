package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.SqlUsage;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code sql} object of an event as the ingest contract has it. */
@Internal
public record SqlView(long count, double totalMs, boolean truncated, List<StatementView> statements)
    implements JsonObject {

  /** Copies the list, so that the view cannot change any more. */
  public SqlView {
    statements = List.copyOf(statements);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeNumberField("count", count);
    json.writeNumberField("total_ms", totalMs);
    json.writeBooleanField("truncated", truncated);
    JsonMembers.list(json, "statements", statements);
  }

  static SqlView of(SqlUsage usage) {
    return new SqlView(
        usage.count(),
        Notation.millis(usage.totalNanos()),
        usage.truncated(),
        usage.statements().stream().map(StatementView::of).toList());
  }

  /** All executions of one statement from one place. */
  @Internal
  public record StatementView(
      String statement,
      String operation,
      List<String> tables,
      @Nullable String repositoryMethod,
      String datasource,
      String dbSystem,
      long count,
      @Nullable Long rows,
      @Nullable Long batchSize,
      double totalMs,
      double maxMs,
      long errors,
      @Nullable String sqlState,
      @Nullable String exception,
      boolean nPlusOne)
      implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("statement", statement);
      json.writeStringField("operation", operation);
      JsonMembers.texts(json, "tables", tables);
      JsonMembers.text(json, "repository_method", repositoryMethod);
      json.writeStringField("datasource", datasource);
      json.writeStringField("db_system", dbSystem);
      json.writeNumberField("count", count);
      JsonMembers.number(json, "rows", rows);
      JsonMembers.number(json, "batch_size", batchSize);
      json.writeNumberField("total_ms", totalMs);
      json.writeNumberField("max_ms", maxMs);
      json.writeNumberField("errors", errors);
      JsonMembers.text(json, "sql_state", sqlState);
      JsonMembers.text(json, "exception", exception);
      json.writeBooleanField("n_plus_one", nPlusOne);
    }

    static StatementView of(SqlUsage.Statement statement) {
      return new StatementView(
          statement.statement(),
          statement.operation(),
          statement.tables(),
          statement.repositoryMethod(),
          statement.datasource(),
          statement.dbSystem(),
          statement.count(),
          known(statement.rows()),
          known(statement.batchSize()),
          Notation.millis(statement.totalNanos()),
          Notation.millis(statement.maxNanos()),
          statement.errors(),
          statement.sqlState(),
          statement.exception(),
          statement.nPlusOne());
    }

    private static @Nullable Long known(long figure) {
      return figure < 0 ? null : figure;
    }
  }
}
