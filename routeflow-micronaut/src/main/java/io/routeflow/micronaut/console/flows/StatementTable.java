package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The figures by statement and data source, of the first statements that are executed. The caller
 * sees to it that one thread at a time is here.
 *
 * <p>Memory at worst: {@link #MAX_STATEMENTS} · (12.8 kB of durations + 5 kB of routes and the
 * rest) + {@link #MAX_TEXT_BYTES} = 10 MB. The keys of routes are those of the route table, so they
 * cost nothing here.
 */
final class StatementTable {

  static final int MAX_STATEMENTS = 300;
  static final long MAX_TEXT_BYTES = 4L * 1024 * 1024;

  /** Two long statements may be shown alike. */
  private record Key(String statement, long identity, String datasource) {}

  private final Map<Key, StatementFigures> statements = new LinkedHashMap<>();
  private long textBytes;
  private long others;

  /** Takes in the SQL of a request, if it has any. */
  void add(Event event, @Nullable RouteKey route) {
    SqlUsage usage = event.sql();
    if (usage == null) {
      return;
    }
    ExecutionTimes executions = new ExecutionTimes(usage);
    long unlisted = usage.count();
    for (int i = 0; i < usage.statements().size(); i++) {
      SqlUsage.Statement group = usage.statements().get(i);
      StatementFigures figures = figures(group);
      if (figures != null) {
        unlisted -= group.count();
        figures.add(group, event.eventId(), route);
        note(group.repositoryMethod(), figures);
        executions.addTo(figures, i);
      }
    }
    others += Math.max(0, unlisted);
  }

  List<SqlReport.Statement> report() {
    return statements.values().stream().map(StatementFigures::report).toList();
  }

  /** Executions of what has no figures. */
  long others() {
    return others;
  }

  private @Nullable StatementFigures figures(SqlUsage.Statement group) {
    Key key = new Key(group.statement(), group.identity(), group.datasource());
    StatementFigures known = statements.get(key);
    if (known != null) {
      return known;
    }
    long size = FlowSize.of(group);
    if (statements.size() >= MAX_STATEMENTS || textBytes + size > MAX_TEXT_BYTES) {
      return null;
    }
    textBytes += size;
    StatementFigures figures = new StatementFigures(group);
    statements.put(key, figures);
    return figures;
  }

  private void note(@Nullable String repositoryMethod, StatementFigures figures) {
    long size = FlowSize.text(repositoryMethod);
    if (repositoryMethod != null
        && figures.lacks(repositoryMethod)
        && textBytes + size <= MAX_TEXT_BYTES) {
      textBytes += size;
      figures.note(repositoryMethod);
    }
  }
}
