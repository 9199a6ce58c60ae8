package io.routeflow.micronaut.jdbc.sql;

/** SQL Server's {@code UPDATE TOP (5) t}: the table comes behind the parentheses. */
final class TopClause {
  private static final int NOWHERE = -1;

  /** Outside of the parentheses. */
  private int depth = NOWHERE;

  private TablePlace place = TablePlace.NONE;

  /** Takes the parenthesis behind TOP, and what was expected before it. */
  void open(int outside, TablePlace expected) {
    depth = outside;
    place = expected;
  }

  boolean isOpen() {
    return depth != NOWHERE;
  }

  /** Whether a closing parenthesis is the one that belongs to it. */
  boolean isClosedAt(int at) {
    return depth != NOWHERE && at <= depth;
  }

  /** Takes that parenthesis, and returns what is expected behind it. */
  TablePlace close() {
    depth = NOWHERE;
    return place;
  }

  /** Takes the end of a statement. */
  void clear() {
    depth = NOWHERE;
  }
}
