package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * The figures by statement.
 *
 * @param since from when they count, ISO-8601
 * @param statements the statements in the order of their first execution
 * @param others executions of all further ones
 */
@Internal
public record SqlReport(String since, List<Statement> statements, long others)
    implements JsonObject {

  /** Copies the list, so that the report cannot change any more. */
  public SqlReport {
    statements = List.copyOf(statements);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("since", since);
    JsonMembers.list(json, "statements", statements);
    json.writeNumberField("others", others);
  }

  /**
   * One statement on one data source.
   *
   * @param id what rows call it
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
  public record Statement(
      String id,
      String statement,
      String operation,
      List<String> tables,
      String dbSystem,
      String datasource,
      List<String> repositoryMethods,
      long count,
      double totalMs,
      double p95Ms,
      double maxMs,
      long errors,
      long nPlusOne,
      List<Route> routes)
      implements JsonObject {

    /** Copies the lists, so that the figures cannot change any more. */
    public Statement {
      tables = List.copyOf(tables);
      repositoryMethods = List.copyOf(repositoryMethods);
      routes = List.copyOf(routes);
    }

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("id", id);
      json.writeStringField("statement", statement);
      json.writeStringField("operation", operation);
      JsonMembers.texts(json, "tables", tables);
      json.writeStringField("db_system", dbSystem);
      json.writeStringField("datasource", datasource);
      JsonMembers.texts(json, "repository_methods", repositoryMethods);
      json.writeNumberField("count", count);
      json.writeNumberField("total_ms", totalMs);
      json.writeNumberField("p95_ms", p95Ms);
      json.writeNumberField("max_ms", maxMs);
      json.writeNumberField("errors", errors);
      json.writeNumberField("n_plus_one", nPlusOne);
      JsonMembers.list(json, "routes", routes);
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
  public record Route(String method, String path, long count, double totalMs)
      implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("method", method);
      json.writeStringField("path", path);
      json.writeNumberField("count", count);
      json.writeNumberField("total_ms", totalMs);
    }
  }
}
