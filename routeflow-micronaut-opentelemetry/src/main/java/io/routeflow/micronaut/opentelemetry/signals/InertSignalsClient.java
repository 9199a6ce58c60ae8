package io.routeflow.micronaut.opentelemetry.signals;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.trace.SpanKind;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.opentelemetry.Severity;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;
import io.routeflow.micronaut.opentelemetry.SignalsStatus;
import io.routeflow.micronaut.opentelemetry.SpanScope;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The client of an application that sends nothing: no call has an effect, and none throws. So code
 * that uses the client needs no API key to run.
 *
 * @param configuration what is set, without a key
 */
@Internal
public record InertSignalsClient(SignalsConfiguration configuration) implements SignalsClient {

  @Override
  public void initialize() {}

  @Override
  public boolean isInitialized() {
    return false;
  }

  @Override
  public void incrementCounter(String name, long value, Map<String, ?> attributes) {}

  @Override
  public void recordGauge(String name, double value, Map<String, ?> attributes) {}

  @Override
  public void recordHistogram(String name, double value, String unit, Map<String, ?> attributes) {}

  @Override
  public void recordMetric(String name, double value, String unit, Map<String, ?> attributes) {}

  @Override
  public void log(Severity severity, String message, Map<String, ?> attributes) {}

  @Override
  public String startSpan(String name, SpanKind kind, Map<String, ?> attributes) {
    return NoSpan.ID;
  }

  @Override
  public void endSpan(String id) {}

  @Override
  public void endSpan(String id, Throwable error) {}

  @Override
  public void addSpanEvent(String id, String name, Map<String, ?> attributes) {}

  @Override
  public SpanScope span(String name, SpanKind kind, Map<String, ?> attributes) {
    return NoSpan.INSTANCE;
  }

  @Override
  public SignalsStatus status() {
    return new SignalsStatus(
        false,
        ModuleInfo.VERSION,
        configuration.service().name(),
        configuration.connection().endpoint(),
        configuration.connection().protocol(),
        Set.of(),
        Optional.empty(),
        0,
        0,
        0,
        0,
        0);
  }

  @Override
  public boolean flush(Duration timeout) {
    return true;
  }

  @Override
  public boolean shutdown(Duration timeout) {
    return true;
  }

  @Override
  public void close() {}
}
