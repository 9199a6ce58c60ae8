package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.RequestRecording;
import io.routeflow.micronaut.SqlRecording;
import io.routeflow.micronaut.SqlUsage;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The SQL of one request: executions by statement, repository method and data source, up to a limit
 * of groups; all of them in the totals. Filled by the threads that handle the request, which may be
 * several at once, and read by the delivery thread; each holds the lock for some field updates.
 */
final class SqlGroups implements SqlRecording {

  /** Attribute: transactions that were committed. */
  static final String COMMITS = "routeflow.sql.commits";

  /** Attribute: transactions that were rolled back. */
  static final String ROLLBACKS = "routeflow.sql.rollbacks";

  /** Attribute: connections that were taken from the pool. */
  static final String CONNECTIONS = "routeflow.sql.connections";

  /** Attribute: how long that took, in milliseconds. */
  static final String CONNECTION_WAIT = "routeflow.sql.connection_wait_ms";

  private static final int FIRST_ROOM = 4;
  private static final double MICROS_PER_MILLI = 1_000d;

  private final int nPlusOneThreshold;
  private final int maxGroups;
  private final @Nullable NPlusOneLog log;
  private @Nullable SqlGroup[] groups = new SqlGroup[FIRST_ROOM];
  private int size;
  private long count;
  private long totalNanos;
  private boolean truncated;
  private int commits;
  private int rollbacks;
  private int connections;
  private long connectionNanos;
  private @Nullable String route;
  private @Nullable Timeline timeline;

  SqlGroups(int nPlusOneThreshold, int maxGroups, @Nullable NPlusOneLog log) {
    this.nPlusOneThreshold = nPlusOneThreshold;
    this.maxGroups = maxGroups;
    this.log = log;
  }

  synchronized void add(
      SqlSource source,
      NormalizedSql sql,
      Place place,
      long start,
      long nanos,
      long rows,
      long batchSize) {
    int index = index(source, sql, place.repositoryMethod());
    SqlGroup group = count(index, place, start, nanos, false);
    if (group != null) {
      group.add(nanos, rows, batchSize);
      if (log != null && route == null && group.isNPlusOne(nPlusOneThreshold)) {
        route = NPlusOneLog.currentRoute();
      }
    }
  }

  synchronized void addFailure(
      SqlSource source,
      NormalizedSql sql,
      Place place,
      long start,
      long nanos,
      SqlFailure failure) {
    int index = index(source, sql, place.repositoryMethod());
    SqlGroup group = count(index, place, start, nanos, true);
    if (group != null) {
      group.add(nanos, SqlSource.NONE, failure.batchSize());
      group.fail(failure);
    }
  }

  private @Nullable SqlGroup count(int index, Place place, long start, long nanos, boolean failed) {
    count++;
    totalNanos += nanos;
    RequestRecording recording = place.recording();
    if (recording != null && recording.keepsTimeline()) {
      if (timeline == null) {
        timeline = new Timeline();
      }
      timeline.add(index, start - recording.startedNanos(), nanos, failed);
    }
    return index == Timeline.NO_GROUP ? null : groups[index];
  }

  synchronized void committed() {
    commits++;
  }

  synchronized void rolledBack() {
    rollbacks++;
  }

  synchronized void connected(long nanos) {
    connections++;
    connectionNanos += nanos;
  }

  @Override
  public @Nullable SqlUsage usage() {
    SqlUsage usage = snapshot();
    if (log != null && usage != null && route != null) {
      log.tell(route, usage);
    }
    return usage;
  }

  private synchronized @Nullable SqlUsage snapshot() {
    if (count == 0) {
      return null;
    }
    SqlUsage.Statement[] statements = new SqlUsage.Statement[size];
    for (int i = 0; i < size; i++) {
      statements[i] = Objects.requireNonNull(groups[i]).toStatement(nPlusOneThreshold);
    }
    List<SqlUsage.Execution> executions = timeline == null ? List.of() : timeline.executions();
    return new SqlUsage(count, totalNanos, truncated, List.of(statements), executions);
  }

  @Override
  public synchronized Map<String, Object> attributes() {
    if (commits + rollbacks + connections == 0) {
      return Map.of();
    }
    if (rollbacks == 0 && commits > 0 && connections > 0) {
      // nearly every request is like that, and this is the smallest map
      return Map.of(
          COMMITS, commits, CONNECTIONS, connections, CONNECTION_WAIT, connectionWaitMillis());
    }
    Map<String, Object> attributes = new HashMap<>();
    add(attributes, COMMITS, commits);
    add(attributes, ROLLBACKS, rollbacks);
    add(attributes, CONNECTIONS, connections);
    if (connections > 0) {
      attributes.put(CONNECTION_WAIT, connectionWaitMillis());
    }
    return attributes;
  }

  private double connectionWaitMillis() {
    return TimeUnit.NANOSECONDS.toMicros(connectionNanos) / MICROS_PER_MILLI;
  }

  private static void add(Map<String, Object> attributes, String name, int value) {
    if (value > 0) {
      attributes.put(name, value);
    }
  }

  /** The index of the group, made on first sight; none where there are too many. */
  private int index(SqlSource source, NormalizedSql sql, @Nullable String repositoryMethod) {
    // Backwards: what ran last is the likeliest to run again.
    for (int i = size - 1; i >= 0; i--) {
      SqlGroup group = groups[i];
      if (group != null && group.isOf(source, sql, repositoryMethod)) {
        return i;
      }
    }
    if (size == maxGroups) {
      truncated = true;
      return Timeline.NO_GROUP;
    }
    if (size == groups.length) {
      groups = Arrays.copyOf(groups, Math.min(2 * size, maxGroups));
    }
    groups[size] = new SqlGroup(source, sql, repositoryMethod);
    return size++;
  }
}
