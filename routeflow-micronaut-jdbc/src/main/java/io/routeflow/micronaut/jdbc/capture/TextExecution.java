package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.delegate.ForwardingStatement.TextCall;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** Runs SQL that comes as text. The driver's exceptions pass as they are. */
final class TextExecution {

  private TextExecution() {}

  /**
   * Runs any method that takes text, and records it.
   *
   * @param <T> what the method answers; a number is one of rows
   */
  static <T extends @Nullable Object> T run(
      SqlRecorder recorder, SqlContext context, Statement target, SqlText sql, TextCall<T> call)
      throws SQLException {
    long start = recorder.startTimer(context);
    T answer;
    try {
      answer = call.on(target);
    } catch (Throwable e) {
      recorder.failed(context, sql, start, e);
      throw e;
    }
    long rows = answer instanceof Number number ? number.longValue() : SqlRecorder.NONE;
    recorder.executed(context, sql, start, rows, SqlRecorder.NONE);
    return answer;
  }
}
