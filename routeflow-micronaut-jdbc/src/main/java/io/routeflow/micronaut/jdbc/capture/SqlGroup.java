package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.SqlUsage;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All executions of one statement from one place in one request. Guarded by its owner. */
final class SqlGroup {

  private final SqlSource source;
  private final NormalizedSql sql;
  private final @Nullable String repositoryMethod;
  private long count;
  private long errors;

  /** Of those that were answered. */
  private long batches;

  private long rows = SqlSource.NONE;
  private long batchSize = SqlSource.NONE;
  private long totalNanos;
  private long maxNanos;
  private @Nullable String sqlState;
  private @Nullable String exception;

  SqlGroup(SqlSource source, NormalizedSql sql, @Nullable String repositoryMethod) {
    this.source = source;
    this.sql = sql;
    this.repositoryMethod = repositoryMethod;
  }

  /** Texts that differ in their values have different records with equal content. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(SqlSource otherSource, NormalizedSql otherSql, @Nullable String otherMethod) {
    return source == otherSource
        && (sql == otherSql || sql.statement().equals(otherSql.statement()))
        && Objects.equals(repositoryMethod, otherMethod);
  }

  void add(long nanos, long moreRows, long statements) {
    count++;
    totalNanos += nanos;
    maxNanos = Math.max(maxNanos, nanos);
    if (moreRows >= 0) {
      rows = Math.max(rows, 0) + moreRows;
    }
    if (statements >= 0) {
      batches++;
      batchSize = Math.max(batchSize, 0) + statements;
    }
  }

  void fail(SqlFailure failure) {
    errors++;
    if (failure.batchSize() >= 0) {
      batches--;
    }
    sqlState = failure.state();
    exception = failure.exception();
  }

  /**
   * Whether it looks like one statement for each row: answered so many times, and such that it is
   * worth a word. Batches are one round trip, and failed ones were tried again.
   */
  boolean isNPlusOne(int threshold) {
    return count - errors - batches >= threshold && Repetition.isTold(sql);
  }

  SqlUsage.Statement toStatement(int threshold) {
    return new SqlUsage.Statement(
        sql.statement(),
        sql.operation(),
        sql.tables(),
        repositoryMethod,
        source.name(),
        source.dbSystem(),
        count,
        rows,
        batchSize,
        totalNanos,
        maxNanos,
        errors,
        sqlState,
        exception,
        isNPlusOne(threshold));
  }
}
