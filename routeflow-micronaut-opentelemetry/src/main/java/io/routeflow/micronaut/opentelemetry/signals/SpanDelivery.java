package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.routeflow.micronaut.opentelemetry.otlp.SignalContent;
import io.routeflow.micronaut.opentelemetry.otlp.SignalDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.WaitingLimit;
import java.util.Collection;

/** The SDK's spans, to a receiver, which then wait no more. */
record SpanDelivery(SignalDelivery delivery, WaitingLimit limit) implements SpanExporter {

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return limit.until(
        () -> delivery.deliver(SignalContent.of(spans, TraceRequestMarshaler::create)),
        spans.size());
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
