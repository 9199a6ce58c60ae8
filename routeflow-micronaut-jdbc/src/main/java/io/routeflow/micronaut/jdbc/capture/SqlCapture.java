package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.annotation.Internal;
import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.NormalizedSqlCache;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import io.routeflow.micronaut.spi.Recording;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the wrappers of all data sources share: the request in flight, normalized text, counts.
 * Thread-safe.
 *
 * @since 0.1.0
 */
@Internal
public final class SqlCapture {

  /** Of its own, because it is by far the one with the most lines. */
  private static final Logger STATEMENTS =
      LoggerFactory.getLogger("io.routeflow.micronaut.jdbc.statements");

  /**
   * A thread asks the log again after so many executions whether DEBUG is enabled: the answer may
   * lead through filters of the application. A power of two.
   */
  static final int DEBUG_CHECK_INTERVAL = 64;

  private static final NormalizedSql UNREADABLE =
      new NormalizedSql(
          SqlNormalizer.UNKNOWN_OPERATION, SqlNormalizer.UNKNOWN_OPERATION, List.of());

  private final NormalizedSqlCache cache = new NormalizedSqlCache(new SqlNormalizer());
  private final StripedCounter unattributed = new StripedCounter();
  private final LongAdder internalErrors = new LongAdder();

  /** Threads that notify listeners now: those may run SQL themselves. */
  private final Set<Thread> reporting = ConcurrentHashMap.newKeySet();

  private final InternalErrors errors;
  private final Supplier<RequestSql> groups;
  private final LongSupplier nanoTime;

  /**
   * Whether DEBUG was enabled when the log was asked last. A thread may read an old answer; that
   * costs lines of the log, and no count.
   */
  private boolean debugEnabled = true;

  /**
   * Captures for one application.
   *
   * @param nPlusOneThreshold how often the same statement must run in one request to be an N+1
   * @param maxStatements how many distinct statements of a request are kept apart
   * @param log gets a line for statements that repeat; {@code null} outside development and test
   * @param errors is notified of errors of capture itself
   */
  public SqlCapture(
      int nPlusOneThreshold, int maxStatements, @Nullable NPlusOneLog log, InternalErrors errors) {
    this(nPlusOneThreshold, maxStatements, log, errors, System::nanoTime);
  }

  /** The same with a clock of choice. */
  SqlCapture(
      int nPlusOneThreshold,
      int maxStatements,
      @Nullable NPlusOneLog log,
      InternalErrors errors,
      LongSupplier nanoTime) {
    this.errors = errors;
    this.nanoTime = nanoTime;
    this.groups = () -> new RequestSql(nPlusOneThreshold, maxStatements, log);
  }

  /**
   * Executions outside any request.
   *
   * @return a count that only grows
   */
  public long unattributed() {
    return unattributed.sum();
  }

  /**
   * Errors of capture itself.
   *
   * @return a count that only grows
   */
  public long internalErrors() {
    return internalErrors.sum();
  }

  /** The propagated context of the calling code. */
  PropagatedContext propagated() {
    try {
      return PropagatedContext.getOrEmpty();
    } catch (Throwable e) {
      report(e);
      return PropagatedContext.empty();
    }
  }

  /** What the calling code works for, where nothing was known before. */
  SqlContext context() {
    PropagatedContext propagated = propagated();
    return SqlContext.canBeIn(propagated) ? context(propagated, SqlContext.NONE) : SqlContext.NONE;
  }

  /**
   * What code in a propagated context works for.
   *
   * @param known the last answer; checked first, because a look-up of the request costs more
   */
  SqlContext context(PropagatedContext propagated, SqlContext known) {
    try {
      return known.isValidIn(propagated) ? known : find(propagated);
    } catch (Throwable e) {
      report(e);
      return SqlContext.NONE;
    }
  }

  /** Outside a request nothing of the context is kept: the request may still begin in it. */
  private SqlContext find(PropagatedContext propagated) {
    Recording recording = Recording.current();
    return recording != null && recording.sql(groups) instanceof RequestSql own
        ? new SqlContext(propagated, recording, own, RepositoryCall.methodIn(propagated))
        : SqlContext.NONE;
  }

  /** When something begins; the clock is not read outside a request. */
  long startTimer(SqlContext context) {
    return context.groups() == null ? 0 : nanoTime.getAsLong();
  }

  /** How long it has taken, inside a request. */
  long nanosSince(long start) {
    return nanoTime.getAsLong() - start;
  }

  /** What may be kept of a text. */
  NormalizedSql normalize(@Nullable String sql, SqlDialect dialect) {
    try {
      return sql == null ? UNREADABLE : cache.get(sql, dialect);
    } catch (Throwable e) {
      report(e);
      return UNREADABLE;
    }
  }

  /** Counts an execution outside any request, and logs it where DEBUG is enabled. */
  void unattributed(SqlText text) {
    try {
      long count = unattributed.increment();
      boolean due = debugEnabled || (count & DEBUG_CHECK_INTERVAL - 1) == 0;
      if (due && isDebugEnabled()) {
        log(text.sql().statement());
      }
    } catch (Throwable e) {
      report(e);
    }
  }

  /** Asks the log, whose filters may fail: it gets no line then, as from a {@code SafeLog}. */
  private boolean isDebugEnabled() {
    try {
      debugEnabled = STATEMENTS.isDebugEnabled();
    } catch (Throwable e) {
      debugEnabled = false;
    }
    return debugEnabled;
  }

  private static void log(String statement) {
    try {
      STATEMENTS.debug("Outside any request: {}", statement);
    } catch (Throwable e) {
      // nothing can be logged about a failing log
    }
  }

  /** Keeps an error of our own away from the application. */
  void report(Throwable error) {
    internalErrors.increment();
    try {
      notifyOnce(error);
    } catch (Throwable e) {
      // the error is already counted, and nothing else can be done
    }
  }

  /** An error in the SQL of a listener is counted only: to notify it would not end. */
  private void notifyOnce(Throwable error) {
    Thread thread = Thread.currentThread();
    if (reporting.add(thread)) {
      try {
        errors.report(Stage.SQL, error);
      } finally {
        reporting.remove(thread);
      }
    }
  }
}
