package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.routeflow.micronaut.opentelemetry.otlp.SignalDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.WaitingLimit;
import java.util.Collection;
import java.util.List;

/** The SDK's spans, to a receiver, which then wait no more. */
record SpanDelivery(SignalDelivery delivery, WaitingLimit limit) implements SpanExporter {

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    List<SpanData> all = List.copyOf(spans);
    return limit.until(
        delivery.deliver(() -> TraceRequestMarshaler.create(all), all.size()), all.size());
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
