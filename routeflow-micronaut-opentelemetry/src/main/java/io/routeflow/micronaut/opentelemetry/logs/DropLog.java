package io.routeflow.micronaut.opentelemetry.logs;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.routeflow.micronaut.diagnostics.SafeLog;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/**
 * Says in the log how many records were dropped, at most once a minute and when the application
 * stops. Not when one is dropped, which is on the thread of the application that logs.
 */
final class DropLog implements LogRecordExporter {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final long LOG_INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final LogRecordExporter exporter;
  private final int maxWaiting;
  private final AtomicLong dropped;

  /** Only ever touched by the thread that exports. */
  private long loggedAt = System.nanoTime() - LOG_INTERVAL_NANOS;

  /**
   * A log.
   *
   * @param exporter where records go
   * @param maxWaiting what may wait; more is dropped
   * @param dropped counts what is
   */
  DropLog(LogRecordExporter exporter, int maxWaiting, AtomicLong dropped) {
    this.exporter = exporter;
    this.maxWaiting = maxWaiting;
    this.dropped = dropped;
  }

  @Override
  public CompletableResultCode export(Collection<LogRecordData> records) {
    if (System.nanoTime() - loggedAt >= LOG_INTERVAL_NANOS && logDropped()) {
      loggedAt = System.nanoTime();
    }
    return exporter.export(records);
  }

  /**
   * After the last attempt.
   *
   * @param undelivered the records without an outcome
   */
  void stopped(int undelivered) {
    boolean unused = logDropped();
    if (undelivered > 0) {
      LOG.warn(
          "{} log records were dropped: the application has stopped before the OTLP receiver had"
              + " them",
          undelivered);
    }
  }

  private boolean logDropped() {
    long count = dropped.getAndSet(0);
    if (count == 0) {
      return false;
    }
    LOG.warn(
        "{} log records were dropped: {} are waiting for the OTLP receiver already",
        count,
        maxWaiting);
    return true;
  }

  @Override
  public CompletableResultCode flush() {
    return exporter.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return exporter.shutdown();
  }
}
