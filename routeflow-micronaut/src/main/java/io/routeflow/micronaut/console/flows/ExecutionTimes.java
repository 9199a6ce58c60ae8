package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.event.SqlUsage;

/**
 * The single executions of one request by statement. Of those that were not kept singly the mean
 * stands for each.
 */
final class ExecutionTimes {

  private final SqlUsage usage;
  private final long[][] nanos;

  /** Sorts them once; their number is bounded by {@link SqlUsage#MAX_EXECUTIONS}. */
  ExecutionTimes(SqlUsage usage) {
    this.usage = usage;
    int statements = usage.statements().size();
    int[] counts = new int[statements];
    for (SqlUsage.Execution execution : usage.executions()) {
      if (execution.statement() >= 0 && execution.statement() < statements) {
        counts[execution.statement()]++;
      }
    }
    nanos = new long[statements][];
    for (int i = 0; i < statements; i++) {
      nanos[i] = new long[counts[i]];
    }
    for (SqlUsage.Execution execution : usage.executions()) {
      if (execution.statement() >= 0 && execution.statement() < statements) {
        nanos[execution.statement()][--counts[execution.statement()]] = execution.nanos();
      }
    }
  }

  /** Passes on those of the statement at an index. */
  void addTo(StatementFigures figures, int statement) {
    SqlUsage.Statement group = usage.statements().get(statement);
    long restCount = group.count();
    long restNanos = group.totalNanos();
    for (long execution : nanos[statement]) {
      figures.executed(execution);
      restCount--;
      restNanos -= execution;
    }
    if (restCount > 0) {
      figures.executed(Math.max(0, restNanos) / restCount, restCount);
    }
  }
}
