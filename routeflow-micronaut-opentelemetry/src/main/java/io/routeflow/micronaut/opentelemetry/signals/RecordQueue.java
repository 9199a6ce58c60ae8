package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;

/**
 * Log records, until they are delivered in batches. Thread-safe.
 *
 * @param batches of the SDK, whose queue has room for the limit
 * @param limit what may wait
 */
record RecordQueue(BatchLogRecordProcessor batches, WaitingLimit limit)
    implements LogRecordProcessor {

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
}
