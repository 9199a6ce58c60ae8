package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.exporter.internal.otlp.logs.LogsRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.logs.export.LogRecordExporter;
import java.util.Collection;

/** The SDK's log records, to a receiver. */
@Internal
public record LogDelivery(SignalDelivery delivery) implements LogRecordExporter {

  @Override
  public CompletableResultCode export(Collection<LogRecordData> logs) {
    return delivery.deliver(SignalContent.of(logs, LogsRequestMarshaler::create));
  }

  @Override
  public CompletableResultCode flush() {
    return CompletableResultCode.ofSuccess();
  }

  @Override
  public CompletableResultCode shutdown() {
    return CompletableResultCode.ofSuccess();
  }
}
