package io.routeflow.micronaut.opentelemetry;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How a {@link SignalsClient} is configured. Immutable; its text shows no secret.
 *
 * @param credentials the API key
 * @param connection where signals go, and how
 * @param service which service sends
 * @param delivery how they are batched and repeated
 * @param signals which are sent; calls for others have no effect
 * @param exemplars whether metrics point to the trace in which they were recorded
 * @since 0.1.0
 */
public record SignalsConfiguration(
    Credentials credentials,
    Connection connection,
    Service service,
    Delivery delivery,
    Set<Signal> signals,
    boolean exemplars) {

  /** Copies the set. */
  public SignalsConfiguration {
    signals = signals.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(signals));
  }

  /**
   * Where signals go, and how.
   *
   * @param endpoint host and port, or an http or https address
   * @param protocol how OTLP is carried
   * @param insecure whether an endpoint without scheme is reached without TLS
   * @param timeout of one attempt
   * @param compression whether bodies are packed by gzip
   * @since 0.1.0
   */
  public record Connection(
      String endpoint,
      Protocol protocol,
      boolean insecure,
      Duration timeout,
      boolean compression) {}

  /**
   * Which service sends.
   *
   * @param name the service
   * @param version its version
   * @param namespace what it belongs to
   * @param environment where it runs
   * @param instance one running process of it; metrics of two would else overwrite each other
   * @param collectorId the collector that the signals are meant for
   * @param customAttributes further attributes of all signals; one named {@code
   *     service.instance.id} wins over the instance
   * @since 0.1.0
   */
  public record Service(
      String name,
      String version,
      String namespace,
      String environment,
      String instance,
      Optional<String> collectorId,
      Map<String, String> customAttributes) {

    /** Copies the attributes. */
    public Service {
      customAttributes = Map.copyOf(customAttributes);
    }
  }

  /**
   * How signals are batched and repeated.
   *
   * @param maxRetries repetitions of a request that may pass, 0 for none
   * @param retryBackoff upper limit of the first wait; it doubles each time
   * @param batchTimeout longest wait of a span or record before it is sent
   * @param batchMaxSize spans or records in one request
   * @param rateLimit calls a minute, 0 for no limit; the excess is dropped and counted
   * @since 0.1.0
   */
  public record Delivery(
      int maxRetries,
      Duration retryBackoff,
      Duration batchTimeout,
      int batchMaxSize,
      int rateLimit) {}
}
