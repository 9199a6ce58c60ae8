package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.SqlUsage;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request did when.
 *
 * @param entries in the order of their start
 * @param truncated whether more happened than they show
 */
record Timeline(List<TimelineEntry> entries, boolean truncated) {

  /** Entries of one request at most. */
  static final int MAX_ENTRIES = 500;

  /** Executions of statements that the event does not list have nothing to point to. */
  static Timeline of(@Nullable SqlUsage usage) {
    if (usage == null) {
      return new Timeline(List.of(), false);
    }
    int statements = usage.statements().size();
    List<TimelineEntry> entries =
        usage.executions().stream()
            .filter(execution -> execution.statement() >= 0 && execution.statement() < statements)
            .sorted(Comparator.comparingLong(SqlUsage.Execution::startNanos))
            .limit(MAX_ENTRIES)
            .map(Timeline::entry)
            .toList();
    return new Timeline(entries, entries.size() < usage.count());
  }

  private static TimelineEntry entry(SqlUsage.Execution execution) {
    return new TimelineEntry(
        "sql",
        execution.statement(),
        Notation.millis(execution.startNanos()),
        Notation.millis(execution.nanos()),
        execution.failed());
  }
}
