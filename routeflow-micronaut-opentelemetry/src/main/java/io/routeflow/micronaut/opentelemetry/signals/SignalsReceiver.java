package io.routeflow.micronaut.opentelemetry.signals;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import java.util.function.Function;

/**
 * Where the signals of a client go, and which service sends them.
 *
 * @param name what the log calls the receiver
 * @param resource which service sends
 * @param targets where each of the signals goes that are sent
 */
@Internal
public record SignalsReceiver(
    String name, Resource resource, Function<Signal, OtlpTarget> targets) {

  /** The one that a configuration names by its endpoint and API key. */
  public static SignalsReceiver of(SignalsConfiguration configuration) {
    return new SignalsReceiver(
        "TelemetryFlow",
        SignalsResource.of(configuration.service()),
        signal -> SignalsEndpoint.target(configuration, signal));
  }
}
