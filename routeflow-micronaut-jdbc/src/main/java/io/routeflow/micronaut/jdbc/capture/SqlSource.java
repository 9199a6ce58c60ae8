package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/**
 * One data source: its name, what kind of database is behind it, and where its executions go.
 * Thread-safe; nothing here throws.
 */
final class SqlSource {

  /** In place of a number of rows or of statements in a batch. */
  static final long NONE = -1;

  private final String name;
  private final SqlCapture capture;

  /**
   * Immutable and the same whoever looks. A thread that does not see it yet looks at its own
   * connection, or takes the database for unknown, of which less is kept.
   */
  private @Nullable Database database;

  SqlSource(String name, SqlCapture capture) {
    this.name = name;
    this.capture = capture;
  }

  String name() {
    return name;
  }

  String dbSystem() {
    Database known = database;
    return known == null ? SqlDialect.UNKNOWN.dbSystem() : known.system();
  }

  /** Looks at the first connection; there is nothing to do for later ones. */
  Database database(Connection connection) {
    Database known = database;
    if (known == null) {
      known = Database.of(connection, capture);
      database = known;
    }
    return known;
  }

  /** What the calling code runs in. */
  PropagatedContext context() {
    return capture.context();
  }

  /** What the calling code works for, where nothing was known before. */
  Place place() {
    PropagatedContext context = capture.context();
    return Place.canBeIn(context) ? capture.place(context, Place.NOWHERE) : Place.NOWHERE;
  }

  /** What code in a context works for, given what was known before. */
  Place place(PropagatedContext context, Place known) {
    return capture.place(context, known);
  }

  NormalizedSql normalize(@Nullable String sql) {
    Database known = database;
    return capture.normalize(sql, known == null ? SqlDialect.UNKNOWN : known.dialect());
  }

  /** What may be kept of a text that perhaps was asked for before. */
  NormalizedSql known(@Nullable Object text) {
    return text instanceof NormalizedSql known ? known : normalize((String) text);
  }

  /** When an execution begins: nobody reads the clock outside a request. */
  static long start(Place place) {
    return place.groups() == null ? 0 : System.nanoTime();
  }

  /** An execution that the database answered. */
  void ran(Place place, SqlText text, long start, long rows, long batchSize) {
    SqlGroups groups = place.groups();
    if (groups == null) {
      capture.unattributed(text);
      return;
    }
    long nanos = System.nanoTime() - start;
    try {
      groups.add(this, text.sql(), place, start, nanos, rows, batchSize);
    } catch (Throwable e) {
      capture.report(e);
    }
  }

  /** An execution that ended with an exception. */
  void failed(Place place, SqlText text, long start, Throwable failure) {
    SqlGroups groups = place.groups();
    if (groups == null) {
      capture.unattributed(text);
      return;
    }
    long nanos = System.nanoTime() - start;
    try {
      groups.addFailure(this, text.sql(), place, start, nanos, SqlFailure.of(failure));
    } catch (Throwable e) {
      capture.report(e);
    }
  }
}
