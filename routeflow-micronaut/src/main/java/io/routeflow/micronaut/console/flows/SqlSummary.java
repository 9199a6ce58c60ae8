package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.SqlUsage;
import java.io.IOException;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The SQL of one request in a row.
 *
 * @param count executions
 * @param totalMs time spent
 * @param errors executions that failed, as far as their statement is listed
 * @param nPlusOne whether a statement is flagged
 * @param tables what each table has to do with it, the slowest first, {@link #MAX_TABLES} at most
 */
@Internal
public record SqlSummary(
    long count, double totalMs, long errors, boolean nPlusOne, Map<String, Tally> tables)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeNumberField("count", count);
    json.writeNumberField("total_ms", totalMs);
    json.writeNumberField("errors", errors);
    json.writeBooleanField("n_plus_one", nPlusOne);
    JsonMembers.objects(json, "tables", tables);
  }

  /** Tables of one row at most. */
  public static final int MAX_TABLES = 20;

  static SqlSummary of(SqlUsage usage) {
    long errors = 0;
    boolean nPlusOne = false;
    Map<String, Sum> tables = new HashMap<>();
    for (SqlUsage.Statement statement : usage.statements()) {
      errors += statement.errors();
      nPlusOne |= statement.nPlusOne();
      for (String table : statement.tables()) {
        tables.computeIfAbsent(table, name -> new Sum()).add(statement);
      }
    }
    return new SqlSummary(
        usage.count(), Notation.millis(usage.totalNanos()), errors, nPlusOne, slowest(tables));
  }

  private static Map<String, Tally> slowest(Map<String, Sum> tables) {
    Comparator<Map.Entry<String, Sum>> slowestFirst =
        Comparator.comparingLong(entry -> -entry.getValue().nanos);
    List<Map.Entry<String, Sum>> first =
        tables.entrySet().stream()
            .sorted(slowestFirst.thenComparing(Map.Entry::getKey))
            .limit(MAX_TABLES)
            .toList();
    Map<String, Tally> slowest = new LinkedHashMap<>();
    first.forEach(entry -> slowest.put(entry.getKey(), entry.getValue().tally()));
    return Collections.unmodifiableMap(slowest);
  }

  private static final class Sum {

    private long count;
    private long nanos;
    private long errors;

    void add(SqlUsage.Statement statement) {
      count += statement.count();
      nanos += statement.totalNanos();
      errors += statement.errors();
    }

    Tally tally() {
      return new Tally(count, Notation.millis(nanos), errors);
    }
  }
}
