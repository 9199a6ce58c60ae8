package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.sql.SQLFeatureNotSupportedException;
import org.jspecify.annotations.Nullable;

/**
 * An execution whose updated rows the application asks for later: after {@code execute} it learns
 * of one result after another, and gets the count of each by {@code getUpdateCount}. Nothing is
 * asked of the driver in its place, since some answer only once. Thread-confined.
 *
 * <p>A statement keeps it where it keeps its text, so that statements without one pay nothing.
 */
final class PendingRows {

  private final SqlRecorder recorder;
  private final SqlContext context;
  private final NormalizedSql sql;
  private boolean pending = true;

  private PendingRows(SqlRecorder recorder, SqlContext context, NormalizedSql sql) {
    this.recorder = recorder;
    this.context = context;
    this.sql = sql;
  }

  /**
   * What a statement keeps after an execution or a further result.
   *
   * @param text what it has kept so far
   * @param hasResult whether there are rows to read, and no count
   */
  static @Nullable Object after(
      SqlRecorder recorder, SqlContext context, @Nullable Object text, boolean hasResult) {
    if (text instanceof PendingRows known) {
      known.pending = !hasResult;
      return known;
    }
    try {
      return !hasResult && context.groups() != null && text instanceof NormalizedSql sql
          ? new PendingRows(recorder, context, sql)
          : text;
    } catch (Throwable e) {
      recorder.report(e);
      return text;
    }
  }

  /**
   * The application has asked for a count: added once for each result.
   *
   * @param text what the statement keeps
   * @param count the driver's answer; negative where there is no count
   */
  static void counted(@Nullable Object text, long count) {
    if (text instanceof PendingRows known && known.pending) {
      known.pending = false;
      if (count >= 0) {
        known.recorder.updated(known.context, known.sql, count);
      }
    }
  }

  /**
   * A further result was an exception: added to the execution that it belongs to.
   *
   * @param text what the statement keeps
   * @param failure one for a method that the driver does not have is none of the database
   */
  static void failed(RecordedConnection connection, @Nullable Object text, Throwable failure) {
    // no statement runs here, so that the code is the driver's, too
    if (failure instanceof SQLFeatureNotSupportedException || SqlFailure.isMissingMethod(failure)) {
      return;
    }
    if (text instanceof PendingRows known) {
      known.recorder.failedLater(known.context, known.sql, failure);
    } else if (text instanceof NormalizedSql sql) {
      connection.recorder().failedLater(connection.context(), sql, failure);
    }
  }

  /** What may be kept of the text. */
  NormalizedSql sql() {
    return sql;
  }
}
