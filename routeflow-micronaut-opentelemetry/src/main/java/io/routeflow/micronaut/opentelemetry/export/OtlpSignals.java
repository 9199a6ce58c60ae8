package io.routeflow.micronaut.opentelemetry.export;

import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.opentelemetry.Credentials;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;
import io.routeflow.micronaut.opentelemetry.logs.LogForwarder;
import io.routeflow.micronaut.opentelemetry.mapping.ServiceResource;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.settings.OtlpSettings;
import io.routeflow.micronaut.opentelemetry.signals.SignalsReceiver;
import java.net.URI;
import java.time.Duration;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The receiver of the destination {@code otlp} as that of {@code SignalsClient}, where there is no
 * TelemetryFlow: with its address, headers, files for TLS and attributes of the service.
 */
final class OtlpSignals {

  private static final String NAME = "otlp";

  private OtlpSignals() {}

  /** How the client is configured; nothing where no signal has an endpoint. */
  static Optional<SignalsConfiguration> configuration(OtlpSettings settings) {
    Map<Signal, OtlpTarget> targets = targets(settings);
    return targets.values().stream()
        .findFirst()
        .map(
            target ->
                new SignalsConfiguration(
                    Credentials.none(),
                    connection(target, longest(targets)),
                    service(settings),
                    delivery(settings.logBatching(target)),
                    targets.keySet(),
                    true));
  }

  /** Where its signals go. */
  static SignalsReceiver receiver(OtlpSettings settings) {
    Map<Signal, OtlpTarget> targets = targets(settings);
    return new SignalsReceiver(
        NAME, resource(settings), signal -> Objects.requireNonNull(targets.get(signal)));
  }

  private static Map<Signal, OtlpTarget> targets(OtlpSettings settings) {
    Map<Signal, OtlpTarget> targets = new EnumMap<>(Signal.class);
    for (Signal signal : Signal.values()) {
      settings.clientTarget(signal).ifPresent(target -> targets.put(signal, target));
    }
    return targets;
  }

  /** What is sent last waits for it: that of each signal holds where it is sent. */
  private static Duration longest(Map<Signal, OtlpTarget> targets) {
    return targets.values().stream()
        .map(OtlpTarget::timeout)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }

  private static SignalsConfiguration.Connection connection(OtlpTarget target, Duration timeout) {
    URI url = target.url();
    return new SignalsConfiguration.Connection(
        url.getScheme() + "://" + url.getRawAuthority(),
        target.protocol(),
        "http".equals(url.getScheme()),
        timeout,
        target.gzip());
  }

  /** Of what is not set, the text is empty, as it is not sent either. */
  private static SignalsConfiguration.Service service(OtlpSettings settings) {
    ServiceSettings service = settings.service();
    return new SignalsConfiguration.Service(
        Objects.requireNonNullElse(settings.serviceName(), service.name()),
        Objects.requireNonNullElse(service.version(), ""),
        "",
        Objects.requireNonNullElse(settings.environment(), ""),
        service.instance(),
        Optional.empty(),
        settings.resourceAttributes());
  }

  private static SignalsConfiguration.Delivery delivery(LogForwarder.Batching batching) {
    return new SignalsConfiguration.Delivery(
        batching.retries().max(),
        batching.retries().backoff(),
        batching.longestWait(),
        batching.maxSize(),
        0);
  }

  /** Which service sends, as of its requests. */
  static Resource resource(OtlpSettings settings) {
    return ServiceResource.of(
        settings.service(),
        settings.serviceName(),
        settings.environment(),
        settings.resourceAttributes());
  }
}
