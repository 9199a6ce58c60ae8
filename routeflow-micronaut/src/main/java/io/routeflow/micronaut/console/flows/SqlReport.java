package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * The figures by statement.
 *
 * @param since from when they count, ISO-8601
 * @param statements the statements in the order of their first execution
 * @param others executions of all further ones
 */
@Internal
@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record SqlReport(String since, List<Statement> statements, long others) {

  /** Copies the list, so that the report cannot change any more. */
  public SqlReport {
    statements = List.copyOf(statements);
  }

  /**
   * One statement on one data source.
   *
   * @param statement normalized text
   * @param operation its verb
   * @param tables the tables that it names
   * @param dbSystem such as {@code h2}
   * @param datasource the name of the data source
   * @param repositoryMethods where it comes from, as far as known; the first 10
   * @param count executions
   * @param totalMs time spent
   * @param p95Ms what 95 of 100 executions do not exceed
   * @param maxMs the longest
   * @param errors executions that failed
   * @param nPlusOne requests where it is flagged
   * @param routes the routes that issue it; the first 20
   */
  @Internal
  @Serdeable.Serializable
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record Statement(
      String statement,
      String operation,
      List<String> tables,
      @JsonProperty("db_system") String dbSystem,
      String datasource,
      @JsonProperty("repository_methods") List<String> repositoryMethods,
      long count,
      @JsonProperty("total_ms") double totalMs,
      @JsonProperty("p95_ms") double p95Ms,
      @JsonProperty("max_ms") double maxMs,
      long errors,
      @JsonProperty("n_plus_one") long nPlusOne,
      List<Route> routes) {

    /** Copies the lists, so that the figures cannot change any more. */
    public Statement {
      tables = List.copyOf(tables);
      repositoryMethods = List.copyOf(repositoryMethods);
      routes = List.copyOf(routes);
    }
  }

  /**
   * A route's share in a statement.
   *
   * @param method HTTP method
   * @param path route template
   * @param count executions
   * @param totalMs time spent
   */
  @Internal
  @Serdeable.Serializable
  public record Route(
      String method, String path, long count, @JsonProperty("total_ms") double totalMs) {}
}
