package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.RequestRecording;
import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.NormalizedSqlCache;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the wrappers of all data sources share: the request under way, normalized text, counts.
 * Internal to this module; thread-safe.
 *
 * @since 0.1.0
 */
public final class SqlCapture {

  private static final Logger LOG = LoggerFactory.getLogger(SqlCapture.class);

  /**
   * How many executions of a thread go by at most until the log is asked again whether it takes
   * lines at DEBUG: the answer may lead through filters of the application. A power of two.
   */
  static final int ASKED_EVERY = 64;

  private static final NormalizedSql UNREADABLE =
      new NormalizedSql(
          SqlNormalizer.UNKNOWN_OPERATION, SqlNormalizer.UNKNOWN_OPERATION, List.of());

  private final NormalizedSqlCache cache = new NormalizedSqlCache(new SqlNormalizer());
  private final ThreadCounts unattributed = new ThreadCounts();
  private final LongAdder internalErrors = new LongAdder();
  private final Supplier<SqlGroups> groups;

  /**
   * Whether the log took lines at DEBUG when it was asked last. A thread may find an old answer
   * here; that costs lines, and no count.
   */
  private boolean listening = true;

  /**
   * Captures for one application.
   *
   * @param nPlusOneThreshold how often the same statement must run in one request to be told of
   * @param maxStatements how many distinct statements of a request are kept apart
   * @param log told of queries that repeat, where somebody is there to read it
   */
  public SqlCapture(int nPlusOneThreshold, int maxStatements, @Nullable NPlusOneLog log) {
    this.groups = () -> new SqlGroups(nPlusOneThreshold, maxStatements, log);
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

  /** What the calling code runs in. */
  PropagatedContext context() {
    try {
      return PropagatedContext.getOrEmpty();
    } catch (Throwable e) {
      report(e);
      return PropagatedContext.empty();
    }
  }

  /**
   * What code in a context works for.
   *
   * @param known what was answered before; looked at first, because looking for the request costs
   */
  Place place(PropagatedContext context, Place known) {
    try {
      return known.isStill(context) ? known : find(context);
    } catch (Throwable e) {
      report(e);
      return Place.NOWHERE;
    }
  }

  /** Outside a request nothing is remembered of the context: the request may still begin in it. */
  private Place find(PropagatedContext context) {
    RequestRecording recording = RequestRecording.current();
    return recording != null && recording.sql(groups) instanceof SqlGroups own
        ? new Place(context, recording, own, RepositoryCall.methodIn(context))
        : Place.NOWHERE;
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

  /** Counts an execution outside any request, and tells of it where somebody wants to know. */
  void unattributed(SqlText text) {
    long count = unattributed.increment();
    if (listening || (count & ASKED_EVERY - 1) == 0) {
      tell(text);
    }
  }

  private void tell(SqlText text) {
    try {
      listening = LOG.isDebugEnabled();
      if (listening) {
        LOG.debug("Outside any request: {}", text.sql().statement());
      }
    } catch (Throwable e) {
      report(e);
    }
  }

  /** Keeps an error of our own away from the application. */
  void report(Throwable error) {
    internalErrors.increment();
    try {
      LOG.debug("SQL capture failed", error);
    } catch (Throwable e) {
      // the log itself fails, and that is counted: there is nobody left to tell
    }
  }
}
