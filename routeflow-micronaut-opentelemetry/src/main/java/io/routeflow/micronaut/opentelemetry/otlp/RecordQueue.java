package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.time.Duration;
import java.util.Collection;

/** Log records, until they are delivered in batches. Thread-safe; never waits. */
@Internal
public final class RecordQueue implements LogRecordProcessor {

  private final WaitingLimit limit;
  private final BatchLogRecordProcessor batches;

  /**
   * A queue.
   *
   * @param exporter where batches go
   * @param limit what may wait
   * @param longestWait of a record before it is sent
   * @param maxBatch records in one request
   * @param longestExport of one request with all its repetitions
   */
  public RecordQueue(
      LogRecordExporter exporter,
      WaitingLimit limit,
      Duration longestWait,
      int maxBatch,
      Duration longestExport) {
    this.limit = limit;
    this.batches =
        BatchLogRecordProcessor.builder(new Counted(exporter, limit))
            .setScheduleDelay(longestWait)
            .setMaxQueueSize(limit.max())
            .setMaxExportBatchSize(Math.min(limit.max(), maxBatch))
            .setExporterTimeout(longestExport)
            .build();
  }

  @Override
  public void onEmit(Context context, ReadWriteLogRecord record) {
    if (limit.admits()) {
      batches.onEmit(context, record);
    }
  }

  @Override
  public CompletableResultCode forceFlush() {
    return batches.forceFlush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return batches.shutdown();
  }

  /** Gives the room back when the outcome is known. */
  private record Counted(LogRecordExporter exporter, WaitingLimit limit)
      implements LogRecordExporter {

    @Override
    public CompletableResultCode export(Collection<LogRecordData> records) {
      return limit.until(() -> exporter.export(records), records.size());
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
}
