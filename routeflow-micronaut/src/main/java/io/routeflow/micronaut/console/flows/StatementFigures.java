package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.event.SqlUsage;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The figures of one statement on one data source. */
final class StatementFigures {

  static final int MAX_REPOSITORY_METHODS = 10;
  static final int MAX_ROUTES = 20;

  private final SqlUsage.Statement first;
  private final Set<String> repositoryMethods = new LinkedHashSet<>();
  private final Map<RouteKey, Share> routes = new LinkedHashMap<>();
  private final DurationHistogram durations = new DurationHistogram();
  private long count;
  private long nanos;
  private long errors;
  private long nPlusOne;
  private @Nullable UUID lastFlagged;

  /** Figures that hold nothing yet. */
  StatementFigures(SqlUsage.Statement first) {
    this.first = first;
  }

  /**
   * Takes in what one request ran of it in one place. The durations of single executions come
   * apart, where they are known.
   */
  void add(SqlUsage.Statement group, UUID eventId, @Nullable RouteKey route) {
    count += group.count();
    nanos += group.totalNanos();
    errors += group.errors();
    durations.atLeast(group.maxNanos());
    if (group.nPlusOne() && !eventId.equals(lastFlagged)) {
      nPlusOne++;
      lastFlagged = eventId;
    }
    if (route != null && (routes.size() < MAX_ROUTES || routes.containsKey(route))) {
      routes.computeIfAbsent(route, key -> new Share()).add(group);
    }
  }

  /** One execution took so long. */
  void executed(long executionNanos) {
    durations.add(executionNanos, 1);
  }

  /** So many executions took so long on average. */
  void executed(long meanNanos, long times) {
    durations.addToDistribution(meanNanos, times);
  }

  /** Whether there is a method to note that is not noted. */
  boolean lacks(@Nullable String repositoryMethod) {
    return repositoryMethod != null
        && repositoryMethods.size() < MAX_REPOSITORY_METHODS
        && !repositoryMethods.contains(repositoryMethod);
  }

  void note(String repositoryMethod) {
    repositoryMethods.add(repositoryMethod);
  }

  SqlReport.Statement report() {
    return new SqlReport.Statement(
        StatementId.of(first),
        first.statement(),
        first.operation(),
        first.tables(),
        first.dbSystem(),
        first.datasource(),
        List.copyOf(repositoryMethods),
        count,
        JsonFormat.millis(nanos),
        durations.millisAt(95),
        durations.maxMillis(),
        errors,
        nPlusOne,
        routes.entrySet().stream().map(entry -> entry.getValue().report(entry.getKey())).toList());
  }

  private static final class Share {

    private long count;
    private long nanos;

    void add(SqlUsage.Statement group) {
      count += group.count();
      nanos += group.totalNanos();
    }

    SqlReport.Route report(RouteKey route) {
      return new SqlReport.Route(route.method(), route.path(), count, JsonFormat.millis(nanos));
    }
  }
}
