package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import io.routeflow.micronaut.opentelemetry.otlp.LogDelivery;
import java.util.Collection;

/** The SDK's log records, to a receiver, which then wait no more. */
record RecordDelivery(LogDelivery delivery, WaitingLimit limit) implements LogRecordExporter {

  @Override
  public CompletableResultCode export(Collection<LogRecordData> records) {
    int count = records.size();
    return limit.until(delivery.export(records), count);
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
