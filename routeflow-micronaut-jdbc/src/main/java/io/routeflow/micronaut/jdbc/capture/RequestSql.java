package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.spi.ConnectionWait;
import io.routeflow.micronaut.spi.SqlRecording;
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
final class RequestSql implements SqlRecording {

  /** Attribute: transactions that were committed. */
  static final String COMMITS = "routeflow.sql.commits";

  /** Attribute: transactions that were rolled back. */
  static final String ROLLBACKS = "routeflow.sql.rollbacks";

  /** Attribute: connections that were taken from the pool. */
  static final String CONNECTIONS = "routeflow.sql.connections";

  /** Attribute: how often the pool had none to give, or the database could not be reached. */
  static final String CONNECTION_ERRORS = "routeflow.sql.connection_errors";

  /** Attribute: how long both took, in milliseconds. */
  static final String CONNECTION_WAIT = "routeflow.sql.connection_wait_ms";

  private static final int FIRST_ROOM = 4;

  /** What a group and its statement keep of the heap, without the statement's text. */
  private static final int GROUP_BYTES = 400;

  private static final double MICROS_PER_MILLI = 1_000d;

  private final int nPlusOneThreshold;
  private final int maxGroups;
  private final @Nullable NPlusOneLog log;
  private @Nullable SqlGroup[] groups = new SqlGroup[FIRST_ROOM];
  private int size;
  private int bytes;
  private long count;
  private long totalNanos;
  private boolean truncated;
  private int commits;
  private int rollbacks;
  private int connections;
  private int connectionErrors;
  private long connectionNanos;
  private @Nullable String route;
  private @Nullable Timeline timeline;
  private @Nullable Timeline waits;

  RequestSql(int nPlusOneThreshold, int maxGroups, @Nullable NPlusOneLog log) {
    this.nPlusOneThreshold = nPlusOneThreshold;
    this.maxGroups = maxGroups;
    this.log = log;
  }

  /**
   * Adds an execution that the database answered.
   *
   * @param offset its start from that of the request, or {@link Timeline#NONE}
   * @param rows the rows of an update, else negative
   * @param batchSize the entries of a batch, else negative
   */
  synchronized void add(
      Database database,
      NormalizedSql sql,
      @Nullable String repositoryMethod,
      long offset,
      long nanos,
      long rows,
      long batchSize) {
    int index = index(database, sql, repositoryMethod);
    SqlGroup group = count(index, offset, nanos, false);
    countEnd(group == null ? TransactionEnd.of(sql, database.dialect()) : group.transactionEnd());
    if (group != null) {
      group.add(nanos, rows, batchSize);
      if (log != null && route == null && group.isNPlusOne(nPlusOneThreshold)) {
        route = NPlusOneLog.currentRoute();
      }
    }
  }

  /** Adds an execution that ended with an exception. */
  synchronized void addFailure(
      Database database,
      NormalizedSql sql,
      @Nullable String repositoryMethod,
      long offset,
      long nanos,
      SqlFailure failure) {
    int index = index(database, sql, repositoryMethod);
    SqlGroup group = count(index, offset, nanos, true);
    if (group != null) {
      group.add(nanos, SqlGroup.NONE, failure.batchSize());
      group.fail(failure);
    }
  }

  /**
   * Adds rows to an execution that was added before, as the application learns of them.
   *
   * @param rows the rows of an update
   */
  synchronized void addRows(
      Database database, NormalizedSql sql, @Nullable String repositoryMethod, long rows) {
    int index = indexOf(database, sql, repositoryMethod);
    SqlGroup group = index == Timeline.NO_GROUP ? null : groups[index];
    if (group != null) {
      group.addRows(rows);
    }
  }

  /** Adds the failure of a further result to an execution that was added before. */
  synchronized void addLaterFailure(
      Database database, NormalizedSql sql, @Nullable String repositoryMethod, SqlFailure failure) {
    int index = indexOf(database, sql, repositoryMethod);
    SqlGroup group = index == Timeline.NO_GROUP ? null : groups[index];
    if (group != null) {
      group.failLater(failure);
    }
  }

  private @Nullable SqlGroup count(int index, long offset, long nanos, boolean failed) {
    count++;
    totalNanos += nanos;
    if (offset != Timeline.NONE) {
      if (timeline == null) {
        timeline = new Timeline();
      }
      timeline.add(index, offset, nanos, failed);
    }
    return index == Timeline.NO_GROUP ? null : groups[index];
  }

  /** A transaction may be ended by a statement as well as by the connection's methods. */
  private void countEnd(TransactionEnd end) {
    if (end == TransactionEnd.COMMIT) {
      commits++;
    } else if (end == TransactionEnd.ROLLBACK) {
      rollbacks++;
    }
  }

  synchronized void committed() {
    commits++;
  }

  synchronized void rolledBack() {
    rollbacks++;
  }

  /**
   * A connection was handed out.
   *
   * @param offset when it was asked for, from the start of the request, or {@link Timeline#NONE}
   * @param nanos how long that took
   */
  synchronized void connected(long offset, long nanos) {
    connections++;
    waited(offset, nanos, false);
  }

  /** The same where there was none to be had. */
  synchronized void notConnected(long offset, long nanos) {
    connectionErrors++;
    waited(offset, nanos, true);
  }

  private void waited(long offset, long nanos, boolean failed) {
    connectionNanos += nanos;
    if (offset != Timeline.NONE && nanos >= ConnectionWait.SHORTEST_NANOS) {
      if (waits == null) {
        waits = new Timeline();
      }
      waits.add(Timeline.NO_GROUP, offset, nanos, failed);
    }
  }

  /**
   * How many connections were handed out so far. Without the lock, which would cost as much as the
   * rest of handing one out: what the calling thread has counted is seen, what others count
   * meanwhile perhaps later.
   */
  int connections() {
    return connections;
  }

  /** How often there was none to be had so far, as {@link #connections()}. */
  int connectionErrors() {
    return connectionErrors;
  }

  /** The last connection came through two data sources, and each has counted it. */
  synchronized void connectedTwice() {
    connections--;
  }

  @Override
  public @Nullable SqlUsage usage() {
    SqlUsage usage = snapshot();
    if (log != null && usage != null && route != null) {
      log.log(route, usage);
    }
    return usage;
  }

  @Override
  public synchronized int variableBytes() {
    return bytes;
  }

  @Override
  public synchronized @Nullable Totals totals() {
    return count == 0 ? null : new Totals(count, totalNanos);
  }

  @Override
  public synchronized List<ConnectionWait> connectionWaits() {
    return waits == null
        ? List.of()
        : waits.executions().stream()
            .map(wait -> new ConnectionWait(wait.startNanos(), wait.nanos(), wait.failed()))
            .toList();
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
    if (commits + rollbacks + connections + connectionErrors == 0) {
      return Map.of();
    }
    if (rollbacks + connectionErrors == 0 && connections > 0) {
      // nearly every request is like that, and these are the smallest maps
      return commits == 0
          ? Map.of(CONNECTIONS, connections, CONNECTION_WAIT, connectionWaitMillis())
          : Map.of(
              COMMITS, commits, CONNECTIONS, connections, CONNECTION_WAIT, connectionWaitMillis());
    }
    Map<String, Object> attributes = new HashMap<>();
    add(attributes, COMMITS, commits);
    add(attributes, ROLLBACKS, rollbacks);
    add(attributes, CONNECTIONS, connections);
    add(attributes, CONNECTION_ERRORS, connectionErrors);
    if (connections + connectionErrors > 0) {
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
  private int index(Database database, NormalizedSql sql, @Nullable String repositoryMethod) {
    int known = indexOf(database, sql, repositoryMethod);
    if (known != Timeline.NO_GROUP) {
      return known;
    }
    if (size == maxGroups) {
      truncated = true;
      return Timeline.NO_GROUP;
    }
    if (size == groups.length) {
      groups = Arrays.copyOf(groups, Math.min(2 * size, maxGroups));
    }
    groups[size] = new SqlGroup(database, sql, repositoryMethod);
    bytes += GROUP_BYTES + sql.statement().length();
    return size++;
  }

  private int indexOf(Database database, NormalizedSql sql, @Nullable String repositoryMethod) {
    // Backwards: what ran last is the likeliest to run again.
    for (int i = size - 1; i >= 0; i--) {
      SqlGroup group = groups[i];
      if (group != null && group.isOf(database, sql, repositoryMethod)) {
        return i;
      }
    }
    return Timeline.NO_GROUP;
  }
}
