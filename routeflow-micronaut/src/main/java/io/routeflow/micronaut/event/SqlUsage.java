package io.routeflow.micronaut.event;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The SQL that ran while an event was open. Immutable.
 *
 * @param count executions in all, those beyond the limit of groups included; a batch counts as one
 * @param totalNanos time spent in them, in nanoseconds
 * @param truncated whether there were more distinct statements than the limit
 * @param statements the statements, grouped, in the order of their first execution
 * @param executions the first {@link #MAX_EXECUTIONS} single executions in the order of their
 *     start, for the console and for traces; empty where nothing needs them. The ingest contract
 *     has no place for them
 * @since 0.1.0
 */
public record SqlUsage(
    long count,
    long totalNanos,
    boolean truncated,
    List<Statement> statements,
    List<Execution> executions) {

  /** Single executions that are kept of one request at most. */
  public static final int MAX_EXECUTIONS = 500;

  /** Copies the lists, so that the usage cannot change any more. */
  public SqlUsage {
    statements = List.copyOf(statements);
    executions = List.copyOf(executions);
  }

  /** The usage without the times of single executions. */
  public SqlUsage(long count, long totalNanos, boolean truncated, List<Statement> statements) {
    this(count, totalNanos, truncated, statements, List.of());
  }

  long variableBytes() {
    long bytes = 48L * executions.size();
    for (Statement statement : statements) {
      bytes += 160 + TextSize.of(statement.statement()) + TextSize.of(statement.tables());
    }
    return bytes;
  }

  /**
   * One execution on the event's time line.
   *
   * @param statement its index in {@link SqlUsage#statements()}, or -1 beyond the limit of groups
   * @param startNanos from the request's start, in nanoseconds
   * @param nanos how long it took
   * @param failed whether it failed
   * @since 0.1.0
   */
  public record Execution(int statement, long startNanos, long nanos, boolean failed) {}

  /**
   * All executions of one statement from one place.
   *
   * @param statement normalized text: no literal, no comment
   * @param operation its verb, such as {@code SELECT}
   * @param tables the tables that it names
   * @param repositoryMethod such as {@code OrderRepository.findById}, where a repository ran it
   * @param datasource the name of the data source bean
   * @param dbSystem such as {@code postgresql}
   * @param count executions
   * @param rows rows that updates reported, where one did; else -1
   * @param batchSize statements sent in batches, where there were batches; else -1
   * @param totalNanos time spent, in nanoseconds
   * @param maxNanos the longest execution, in nanoseconds
   * @param errors executions that failed
   * @param sqlState the SQLSTATE of the last failure, if it had one
   * @param exception the name of the last failure's class, if there was a failure
   * @param nPlusOne whether it looks like one query for each row of another
   * @param vendorCode the number that the database has for the last failure, 0 where it has none;
   *     for traces: the ingest contract has no place for it
   * @param identity a hash of the whole normalized text, of which {@code statement} may show the
   *     beginning only: what is one statement goes by both. It stays in the process
   * @since 0.1.0
   */
  public record Statement(
      String statement,
      String operation,
      List<String> tables,
      @Nullable String repositoryMethod,
      String datasource,
      String dbSystem,
      long count,
      long rows,
      long batchSize,
      long totalNanos,
      long maxNanos,
      long errors,
      @Nullable String sqlState,
      @Nullable String exception,
      boolean nPlusOne,
      int vendorCode,
      long identity) {

    /** Copies the list, so that the statement cannot change any more. */
    public Statement {
      tables = List.copyOf(tables);
      sqlState = WellFormed.orNull(sqlState);
      exception = WellFormed.orNull(exception);
      repositoryMethod = WellFormed.orNull(repositoryMethod);
      datasource = WellFormed.text(datasource);
    }

    /** A statement that is shown whole. */
    public Statement(
        String statement,
        String operation,
        List<String> tables,
        @Nullable String repositoryMethod,
        String datasource,
        String dbSystem,
        long count,
        long rows,
        long batchSize,
        long totalNanos,
        long maxNanos,
        long errors,
        @Nullable String sqlState,
        @Nullable String exception,
        boolean nPlusOne,
        int vendorCode) {
      this(
          statement,
          operation,
          tables,
          repositoryMethod,
          datasource,
          dbSystem,
          count,
          rows,
          batchSize,
          totalNanos,
          maxNanos,
          errors,
          sqlState,
          exception,
          nPlusOne,
          vendorCode,
          statement.hashCode());
    }
  }
}
