package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import io.routeflow.micronaut.event.SqlUsage;
import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The SQL of one event in a row.
 *
 * @param count executions
 * @param totalMs time spent
 * @param errors executions that failed, as far as their statement is listed
 * @param nPlusOne whether a statement is flagged
 * @param tables what each table has to do with it, the slowest first, {@link Use#MAX_NAMES} at most
 * @param statements what each statement has to do with it, by its id in the report of statements;
 *     as many
 * @param flagged the ids of those that are flagged
 */
@Internal
public record SqlSummary(
    long count,
    double totalMs,
    long errors,
    boolean nPlusOne,
    Map<String, Use> tables,
    Map<String, Use> statements,
    Set<String> flagged)
    implements JsonObject {

  /** Copies the set, so that the summary cannot change any more. */
  public SqlSummary {
    flagged = Set.copyOf(flagged);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeNumberField("count", count);
    json.writeNumberField("total_ms", totalMs);
    json.writeNumberField("errors", errors);
    json.writeBooleanField("n_plus_one", nPlusOne);
    JsonMembers.objects(json, "tables", tables);
    json.writeObjectFieldStart("statements");
    for (Map.Entry<String, Use> statement : statements.entrySet()) {
      write(json, statement.getKey(), statement.getValue());
    }
    json.writeEndObject();
  }

  /** What most statements do not have is left out: a row is to stay small. */
  private void write(JsonGenerator json, String id, Use use) throws IOException {
    json.writeObjectFieldStart(id);
    json.writeNumberField("count", use.count());
    json.writeNumberField("total_ms", use.totalMs());
    if (use.errors() > 0) {
      json.writeNumberField("errors", use.errors());
    }
    if (flagged.contains(id)) {
      json.writeBooleanField("n_plus_one", true);
    }
    json.writeEndObject();
  }

  static SqlSummary of(SqlUsage usage) {
    long errors = 0;
    Use.Sums tables = new Use.Sums();
    Use.Sums statements = new Use.Sums();
    Set<String> flagged = new HashSet<>();
    for (SqlUsage.Statement statement : usage.statements()) {
      String id = StatementId.of(statement);
      errors += statement.errors();
      if (statement.nPlusOne()) {
        flagged.add(id);
      }
      statements.add(id, statement.count(), statement.totalNanos(), statement.errors());
      for (String table : statement.tables()) {
        tables.add(table, statement.count(), statement.totalNanos(), statement.errors());
      }
    }
    return new SqlSummary(
        usage.count(),
        JsonFormat.millis(usage.totalNanos()),
        errors,
        !flagged.isEmpty(),
        tables.slowest(),
        statements.slowest(),
        flagged);
  }
}
