package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** All executions of one statement from one place in one request. Guarded by its owner. */
final class SqlGroup {

  /** In place of a number of rows or of statements in a batch. */
  static final long NONE = -1;

  private final Database database;
  private final NormalizedSql sql;
  private final @Nullable String repositoryMethod;
  private final TransactionEnd transactionEnd;
  private long count;
  private long errors;

  /** Of those that were answered. */
  private long batches;

  private long rows = NONE;
  private long batchSize = NONE;
  private long totalNanos;
  private long maxNanos;
  private @Nullable String sqlState;
  private @Nullable String exception;
  private int vendorCode;

  /** The rule's verdict on the statement; null until it was needed. */
  private @Nullable Boolean repeatable;

  SqlGroup(Database database, NormalizedSql sql, @Nullable String repositoryMethod) {
    this.database = database;
    this.sql = sql;
    this.repositoryMethod = repositoryMethod;
    this.transactionEnd = TransactionEnd.of(sql, database.dialect());
  }

  /** Texts that differ in their values have different records with equal content. */
  @SuppressWarnings("ReferenceEquality")
  boolean isOf(Database otherDatabase, NormalizedSql otherSql, @Nullable String otherMethod) {
    return (database == otherDatabase || database.equals(otherDatabase))
        && (sql == otherSql || sql.isSameStatement(otherSql))
        && Objects.equals(repositoryMethod, otherMethod);
  }

  void add(long nanos, long moreRows, long statements) {
    count++;
    totalNanos += nanos;
    maxNanos = Math.max(maxNanos, nanos);
    if (moreRows >= 0) {
      addRows(moreRows);
    }
    if (statements >= 0) {
      batches++;
      batchSize = Math.max(batchSize, 0) + statements;
    }
  }

  void addRows(long more) {
    rows = Math.max(rows, 0) + more;
  }

  /** Whether each execution that succeeds ends a transaction. */
  TransactionEnd transactionEnd() {
    return transactionEnd;
  }

  void fail(SqlFailure failure) {
    if (failure.batchSize() >= 0) {
      batches--;
    }
    keep(failure);
  }

  /**
   * Of an execution that was added as one that was answered. It fails once, whatever is asked of it
   * afterwards: what comes behind its first failure often only says that there is nothing any more.
   */
  void failLater(SqlFailure failure) {
    if (errors < count) {
      keep(failure);
    }
  }

  private void keep(SqlFailure failure) {
    errors++;
    sqlState = failure.state();
    exception = failure.exception();
    vendorCode = failure.vendorCode();
  }

  /**
   * Whether it looks like one statement for each row: answered so many times, and such that it is
   * worth a word. Batches are one round trip, and failed ones were tried again.
   */
  boolean isNPlusOne(int threshold) {
    return count - errors - batches >= threshold && isRepeatable();
  }

  private boolean isRepeatable() {
    Boolean known = repeatable;
    if (known == null) {
      known = NPlusOneRule.applies(sql);
      repeatable = known;
    }
    return known;
  }

  SqlUsage.Statement toStatement(int threshold) {
    return new SqlUsage.Statement(
        sql.statement(),
        sql.operation(),
        sql.tables(),
        repositoryMethod,
        database.dataSource(),
        database.system(),
        count,
        rows,
        batchSize,
        totalNanos,
        maxNanos,
        errors,
        sqlState,
        exception,
        isNPlusOne(threshold),
        vendorCode,
        sql.identity());
  }
}
