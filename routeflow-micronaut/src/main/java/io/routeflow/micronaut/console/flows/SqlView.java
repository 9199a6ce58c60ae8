package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;
import io.routeflow.micronaut.SqlUsage;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The {@code sql} object of an event as the ingest contract has it. */
@Internal
@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SqlView(
    long count,
    @JsonProperty("total_ms") double totalMs,
    boolean truncated,
    List<StatementView> statements) {

  /** Copies the list, so that the view cannot change any more. */
  public SqlView {
    statements = List.copyOf(statements);
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
  @Serdeable.Serializable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record StatementView(
      String statement,
      String operation,
      List<String> tables,
      @JsonProperty("repository_method") @Nullable String repositoryMethod,
      String datasource,
      @JsonProperty("db_system") String dbSystem,
      long count,
      @Nullable Long rows,
      @JsonProperty("batch_size") @Nullable Long batchSize,
      @JsonProperty("total_ms") double totalMs,
      @JsonProperty("max_ms") double maxMs,
      long errors,
      @JsonProperty("sql_state") @Nullable String sqlState,
      @Nullable String exception,
      @JsonProperty("n_plus_one") boolean nPlusOne) {

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
