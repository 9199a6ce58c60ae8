package io.routeflow.micronaut.jdbc.capture;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Takes from an exception the one thing that may leave the process: its SQLSTATE. */
final class SqlStates {

  private static final int LENGTH = 5;

  private SqlStates() {}

  /** The state, if the exception has one that is formed as the standard says. */
  static @Nullable String of(Throwable failure) {
    String state = failure instanceof SQLException sql ? sql.getSQLState() : null;
    return state != null && isWellFormed(state) ? state : null;
  }

  private static boolean isWellFormed(String state) {
    return state.length() == LENGTH
        && state.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'));
  }
}
