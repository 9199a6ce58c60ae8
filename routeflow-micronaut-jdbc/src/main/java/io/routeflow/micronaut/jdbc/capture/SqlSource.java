package io.routeflow.micronaut.jdbc.capture;

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
  private volatile @Nullable Database database;

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

  /** Where executions of the calling code go; {@code null} outside a request. */
  @Nullable SqlGroups groups() {
    return capture.current();
  }

  NormalizedSql normalize(@Nullable String sql) {
    Database known = database;
    return capture.normalize(sql, known == null ? SqlDialect.UNKNOWN : known.dialect());
  }

  /** When an execution begins: nobody reads the clock outside a request. */
  static long start(@Nullable SqlGroups groups) {
    return groups == null ? 0 : System.nanoTime();
  }

  /** An execution that the database answered. */
  void ran(@Nullable SqlGroups groups, NormalizedSql sql, long start, long rows, long batchSize) {
    if (groups == null) {
      capture.unattributed(sql);
      return;
    }
    long nanos = System.nanoTime() - start;
    try {
      groups.add(this, sql, RepositoryCall.currentMethod(), nanos, rows, batchSize);
    } catch (Throwable e) {
      capture.report(e);
    }
  }

  /** An execution that ended with an exception. */
  void failed(
      @Nullable SqlGroups groups,
      NormalizedSql sql,
      long start,
      long batchSize,
      Throwable failure) {
    if (groups == null) {
      capture.unattributed(sql);
      return;
    }
    long nanos = System.nanoTime() - start;
    try {
      String state = SqlStates.of(failure);
      groups.addFailure(this, sql, RepositoryCall.currentMethod(), nanos, batchSize, state);
    } catch (Throwable e) {
      capture.report(e);
    }
  }

  /** A statement that the database refused before anybody could execute it. */
  void refused(@Nullable String text, Throwable failure) {
    SqlGroups groups = groups();
    failed(groups, normalize(text), start(groups), NONE, failure);
  }

  void committed() {
    SqlGroups groups = groups();
    if (groups != null) {
      groups.committed();
    }
  }

  void rolledBack() {
    SqlGroups groups = groups();
    if (groups != null) {
      groups.rolledBack();
    }
  }
}
