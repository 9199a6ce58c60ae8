package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.exporter.internal.otlp.metrics.MetricsRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.metrics.export.MetricExporter;
import java.util.Collection;
import java.util.List;

/**
 * The SDK's metrics, to a receiver. What is sent are sums since the start, so one that is lost
 * costs no data.
 */
@Internal
public record MetricDelivery(SignalDelivery delivery) implements MetricExporter {

  @Override
  public CompletableResultCode export(Collection<MetricData> metrics) {
    if (delivery.isClosed()) {
      // what the provider collects once more when it stops, after the last sums
      return CompletableResultCode.ofFailure();
    }
    SignalContent<MetricData> content =
        new SignalContent<>(
            List.copyOf(metrics),
            MetricsRequestMarshaler::create,
            metric -> metric.getData().getPoints().size());
    return content.items() == 0 ? CompletableResultCode.ofSuccess() : delivery.deliver(content);
  }

  @Override
  public AggregationTemporality getAggregationTemporality(InstrumentType type) {
    return AggregationTemporality.CUMULATIVE;
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
