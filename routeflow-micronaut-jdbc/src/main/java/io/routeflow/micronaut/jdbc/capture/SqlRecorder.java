package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * Records the executions on one kind of database of a data source. Immutable and thread-safe;
 * nothing here throws.
 */
final class SqlRecorder {

  /** In place of a number of rows or of statements in a batch. */
  static final long NONE = -1;

  /** Finds out which database a connection leads to. */
  interface Lookup {
    /**
     * The recorder for the database of a connection.
     *
     * @param connection the driver's or the pool's, with no result open on it
     * @return the one for unknown databases where the connection does not answer
     */
    SqlRecorder recorderOf(Connection connection);

    /**
     * The same without a question, for a connection that may not be there.
     *
     * @param connection looked at from outside only
     * @return the one for unknown databases where connections of its class have led to several, or
     *     to none yet
     */
    SqlRecorder probableRecorderOf(Connection connection);
  }

  private final Database database;
  private final SqlCapture capture;
  private final boolean passThrough;
  private final boolean resolved;
  private final boolean countedBehind;
  private final @Nullable Lookup lookup;

  private SqlRecorder(
      Database database,
      SqlCapture capture,
      boolean passThrough,
      boolean countedBehind,
      @Nullable Lookup lookup) {
    this.database = database;
    this.capture = capture;
    this.passThrough = passThrough;
    this.countedBehind = countedBehind;
    this.lookup = lookup;
    this.resolved = lookup == null && !passThrough;
  }

  /** For connections whose database is known. */
  static SqlRecorder of(Database database, SqlCapture capture) {
    return new SqlRecorder(database, capture, false, false, null);
  }

  /** For connections whose database is still to be looked up. */
  static SqlRecorder unresolved(Database unknown, SqlCapture capture, Lookup lookup) {
    return new SqlRecorder(unknown, capture, false, false, lookup);
  }

  /** The same where the request got another connection while this one was asked for. */
  static SqlRecorder countedBehind(Database unknown, SqlCapture capture, Lookup lookup) {
    return new SqlRecorder(unknown, capture, false, true, lookup);
  }

  /** For connections that a data source behind this one records. */
  static SqlRecorder passThrough(Database unknown, SqlCapture capture) {
    return new SqlRecorder(unknown, capture, true, false, null);
  }

  /** What the executions are grouped by, beside their text. */
  Database database() {
    return database;
  }

  /** Whether the database is known and its connections are recorded here, as nearly always. */
  boolean isResolved() {
    return resolved;
  }

  /** Whether the data source behind this one records the connection, so that this one must not. */
  boolean isPassThrough() {
    return passThrough;
  }

  /**
   * Whether a data source behind this one has counted the connection as well, if it records it: a
   * pool may also hold connections that it got before.
   */
  boolean isCountedBehind() {
    return countedBehind;
  }

  /**
   * The recorder for what runs on a connection: this one, or once the database is known, its own.
   *
   * @param connection the driver's or the pool's, with no result open on it
   */
  SqlRecorder resolve(Connection connection) {
    return lookup == null ? this : lookup.recorderOf(connection);
  }

  /**
   * The recorder for what could not even be made on a connection, which is not asked.
   *
   * @param connection looked at from outside only
   */
  SqlRecorder resolveUnasked(Connection connection) {
    return lookup == null ? this : lookup.probableRecorderOf(connection);
  }

  /** The propagated context of the calling code. */
  PropagatedContext propagated() {
    return capture.propagated();
  }

  /** What code in a propagated context works for, given what was known before. */
  SqlContext context(PropagatedContext propagated, SqlContext known) {
    return capture.context(propagated, known);
  }

  /** What may be kept of a text. */
  NormalizedSql normalize(@Nullable String sql) {
    return capture.normalize(sql, database.dialect());
  }

  /** What may be kept of what a prepared statement keeps as its text. */
  NormalizedSql normalized(@Nullable Object text) {
    if (text instanceof NormalizedSql known) {
      return known;
    }
    return text instanceof SlowlyPrepared slow ? normalize(slow.text()) : normalize((String) text);
  }

  /** When something begins; the clock is not read outside a request. */
  long startTimer(SqlContext context) {
    return capture.startTimer(context);
  }

  /**
   * What a prepared statement keeps as its text until it is executed.
   *
   * @param start what {@link #startTimer} answered before it was prepared
   */
  @Nullable Object textOf(SqlContext context, @Nullable String text, long start) {
    RequestSql groups = context.groups();
    return groups == null ? text : SlowlyPrepared.textOf(text, groups, capture.nanosSince(start));
  }

  /** Rows of an execution that was recorded before. */
  void updated(SqlContext context, NormalizedSql sql, long rows) {
    RequestSql groups = context.groups();
    if (groups == null) {
      return;
    }
    try {
      groups.addRows(database, sql, context.repositoryMethod(), rows);
    } catch (Throwable e) {
      capture.report(e);
    }
  }

  /** A further result, which is an exception, of an execution that was recorded before. */
  void failedLater(SqlContext context, NormalizedSql sql, Throwable failure) {
    RequestSql groups = context.groups();
    if (groups == null) {
      return;
    }
    try {
      groups.addLaterFailure(database, sql, context.repositoryMethod(), SqlFailure.of(failure));
    } catch (Throwable e) {
      capture.report(e);
    }
  }

  /** Keeps an error of our own away from the application. */
  void report(Throwable error) {
    capture.report(error);
  }

  /**
   * An execution that the database answered.
   *
   * @param rows the rows of an update, or {@link #NONE}
   * @param batchSize the entries of a batch, or {@link #NONE}
   */
  void executed(SqlContext context, SqlText text, long start, long rows, long batchSize) {
    RequestSql groups = context.groups();
    if (groups == null) {
      capture.unattributed(text);
      return;
    }
    try {
      long begin = start - text.preparedIn(groups);
      long nanos = capture.nanosSince(begin);
      groups.add(
          database,
          text.sql(),
          context.repositoryMethod(),
          context.offset(begin),
          nanos,
          rows,
          batchSize);
    } catch (Throwable e) {
      capture.report(e);
    }
  }

  /**
   * An execution that ended with an exception. Where the driver has no such method, nothing was
   * executed: the application goes on with another one.
   */
  void failed(SqlContext context, SqlText text, long start, Throwable failure) {
    if (SqlFailure.isMissingMethod(failure)) {
      return;
    }
    RequestSql groups = context.groups();
    if (groups == null) {
      capture.unattributed(text);
      return;
    }
    try {
      long begin = start - text.preparedIn(groups);
      long nanos = capture.nanosSince(begin);
      groups.addFailure(
          database,
          text.sql(),
          context.repositoryMethod(),
          context.offset(begin),
          nanos,
          SqlFailure.of(failure));
    } catch (Throwable e) {
      capture.report(e);
    }
  }
}
