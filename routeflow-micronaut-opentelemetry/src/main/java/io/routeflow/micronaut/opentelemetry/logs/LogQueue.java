package io.routeflow.micronaut.opentelemetry.logs;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.otlp.LogDelivery;
import java.time.Duration;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/**
 * Records that wait for their delivery: at most {@link #MAX_WAITING}, those in flight included.
 * What comes on top is dropped, and the log says how many. Thread-safe; never waits.
 */
final class LogQueue implements LogRecordProcessor {

  static final int MAX_WAITING = 2048;

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final long LOG_INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final BatchLogRecordProcessor batches;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong dropped = new AtomicLong();

  /** Only ever touched by the thread that exports. */
  private long loggedAt = System.nanoTime() - LOG_INTERVAL_NANOS;

  /**
   * A queue.
   *
   * @param delivery where records go
   * @param batching how they are batched
   */
  LogQueue(LogDelivery delivery, LogForwarder.Batching batching) {
    this.batches =
        BatchLogRecordProcessor.builder(new Counted(delivery))
            .setScheduleDelay(batching.longestWait())
            .setMaxQueueSize(MAX_WAITING)
            .setMaxExportBatchSize(Math.min(MAX_WAITING, batching.maxSize()))
            .setExporterTimeout(batching.longestExport())
            .build();
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    if (waiting.incrementAndGet() > MAX_WAITING) {
      waiting.decrementAndGet();
      dropped.incrementAndGet();
      return;
    }
    batches.onEmit(context, record);
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }

  private void logDropped() {
    long now = System.nanoTime();
    if (dropped.get() == 0 || now - loggedAt < LOG_INTERVAL_NANOS) {
      return;
    }
    loggedAt = now;
    LOG.warn(
        "{} log records were dropped: {} are waiting for the OTLP receiver already",
        dropped.getAndSet(0),
        MAX_WAITING);
  }

  /** Gives the room back when the outcome is known. */
  private final class Counted implements LogRecordExporter {

    private final LogDelivery delivery;

    Counted(LogDelivery delivery) {
      this.delivery = delivery;
    }

    @Override
    public CompletableResultCode export(Collection<LogRecordData> records) {
      logDropped();
      int count = records.size();
      return delivery.export(records).whenComplete(() -> waiting.addAndGet(-count));
    }

    @Override
    public CompletableResultCode flush() {
      return delivery.flush();
    }

    @Override
    public CompletableResultCode shutdown() {
      return delivery.shutdown();
    }
  }
}
