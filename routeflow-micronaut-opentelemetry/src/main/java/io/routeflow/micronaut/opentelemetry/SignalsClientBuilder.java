package io.routeflow.micronaut.opentelemetry;

import io.routeflow.micronaut.opentelemetry.signals.SdkSignalsClient;
import io.routeflow.micronaut.opentelemetry.signals.SignalsEndpoint;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link SignalsClient}. Each method checks what it is given and throws {@link
 * SignalsConfigurationException} where that cannot be. For one thread.
 *
 * <pre>{@code
 * try (SignalsClient signals =
 *     SignalsClientBuilder.fromEnvironment().serviceName("orders").build()) {
 *   signals.initialize();
 *   signals.incrementCounter("cache.hits", 1, Map.of());
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class SignalsClientBuilder {

  static final String DEFAULT_ENDPOINT = "api.telemetryflow.id:4317";

  private static final int MAX_TEXT = 256;
  private static final int MAX_ATTRIBUTES = 64;
  private static final int MAX_RETRIES = 10;
  private static final int MAX_BATCH = 10_000;
  private static final int INSTANCE_BYTES = 8;
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration SHORTEST = Duration.ofMillis(1);
  private static final Duration LONGEST = Duration.ofMinutes(10);

  private @Nullable Credentials credentials;
  private String endpoint = DEFAULT_ENDPOINT;
  private Protocol protocol = Protocol.GRPC;
  private boolean insecure;
  private @Nullable String serviceName;
  private String serviceVersion = "1.0.0";
  private String serviceNamespace = "telemetryflow";
  private String environment = "production";
  private @Nullable String collectorId;
  private final Map<String, String> customAttributes = new LinkedHashMap<>();
  private Set<Signal> signals = EnumSet.allOf(Signal.class);
  private boolean exemplars = true;
  private Duration timeout = Duration.ofSeconds(10);
  private boolean compression;
  private int maxRetries = 3;
  private Duration retryBackoff = Duration.ofSeconds(1);
  private Duration batchTimeout = Duration.ofSeconds(1);
  private int batchMaxSize = 512;
  private int rateLimit;

  private SignalsClientBuilder() {}

  /** With the defaults. API key and service name are required. */
  public static SignalsClientBuilder create() {
    return new SignalsClientBuilder();
  }

  /**
   * With what the environment of the process says: {@code TELEMETRYFLOW_API_KEY_ID}, {@code
   * _API_KEY_SECRET}, {@code _ENDPOINT}, {@code _SERVICE_NAME}, {@code _SERVICE_VERSION}, {@code
   * _SERVICE_NAMESPACE}, {@code _ENVIRONMENT} (else {@code ENV}, {@code ENVIRONMENT}) and {@code
   * _COLLECTOR_ID}. What is set afterwards wins.
   *
   * @throws CredentialsException where there is a key that is malformed
   */
  public static SignalsClientBuilder fromEnvironment() {
    return from(System.getenv());
  }

  static SignalsClientBuilder from(Map<String, String> variables) {
    SignalsClientBuilder builder = create();
    String id = text(variables, "TELEMETRYFLOW_API_KEY_ID");
    String secret = text(variables, "TELEMETRYFLOW_API_KEY_SECRET");
    if (id != null || secret != null) {
      builder.apiKey(id == null ? "" : id, secret == null ? "" : secret);
    }
    take(variables, builder::endpoint, "TELEMETRYFLOW_ENDPOINT");
    take(variables, builder::serviceName, "TELEMETRYFLOW_SERVICE_NAME");
    take(variables, builder::serviceVersion, "TELEMETRYFLOW_SERVICE_VERSION");
    take(variables, builder::serviceNamespace, "TELEMETRYFLOW_SERVICE_NAMESPACE");
    take(variables, builder::environment, "TELEMETRYFLOW_ENVIRONMENT", "ENV", "ENVIRONMENT");
    take(variables, builder::collectorId, "TELEMETRYFLOW_COLLECTOR_ID");
    return builder;
  }

  /** Hands on the first of the variables that is set. */
  private static void take(
      Map<String, String> variables, Consumer<String> option, String... names) {
    String text = text(variables, names);
    if (text != null) {
      option.accept(text);
    }
  }

  private static @Nullable String text(Map<String, String> variables, String... names) {
    for (String name : names) {
      String text = variables.get(name);
      if (text != null && !text.isBlank()) {
        return text.strip();
      }
    }
    return null;
  }

  /**
   * The API key, required.
   *
   * @throws CredentialsException where it is malformed
   */
  public SignalsClientBuilder apiKey(String id, String secret) {
    credentials = Credentials.of(id, secret);
    return this;
  }

  /** Host and port, or an http or https address; {@code api.telemetryflow.id:4317}. */
  public SignalsClientBuilder endpoint(String address) {
    SignalsEndpoint.check(required("endpoint", address));
    endpoint = address;
    return this;
  }

  /** How OTLP is carried; {@link Protocol#GRPC}. */
  public SignalsClientBuilder protocol(Protocol value) {
    protocol = required("protocol", value);
    return this;
  }

  /** Whether an endpoint without scheme is reached without TLS; {@code false}. */
  public SignalsClientBuilder insecure(boolean value) {
    insecure = value;
    return this;
  }

  /** The service, required; 1 to 256 characters. */
  public SignalsClientBuilder serviceName(String name) {
    serviceName = checked("serviceName", name);
    return this;
  }

  /** Its version; {@code 1.0.0}. */
  public SignalsClientBuilder serviceVersion(String version) {
    serviceVersion = checked("serviceVersion", version);
    return this;
  }

  /** What it belongs to; {@code telemetryflow}. */
  public SignalsClientBuilder serviceNamespace(String namespace) {
    serviceNamespace = checked("serviceNamespace", namespace);
    return this;
  }

  /** Where it runs; {@code production}. */
  public SignalsClientBuilder environment(String name) {
    environment = checked("environment", name);
    return this;
  }

  /** The collector that the signals are meant for; none. */
  public SignalsClientBuilder collectorId(String id) {
    collectorId = checked("collectorId", id);
    return this;
  }

  /** Adds an attribute to all signals; at most 64. */
  public SignalsClientBuilder customAttribute(String key, String value) {
    customAttributes.put(checked("customAttribute", key), checked("customAttribute", value));
    if (customAttributes.size() > MAX_ATTRIBUTES) {
      throw new SignalsConfigurationException("customAttribute: at most 64 are possible");
    }
    return this;
  }

  /** Which signals are sent, at least one; all. */
  public SignalsClientBuilder signals(Signal first, Signal... others) {
    Set<Signal> wanted = EnumSet.of(required("signals", first));
    for (Signal other : required("signals", others)) {
      wanted.add(required("signals", other));
    }
    signals = wanted;
    return this;
  }

  /** Whether metrics point to the trace in which they were recorded; {@code true}. */
  public SignalsClientBuilder exemplars(boolean value) {
    exemplars = value;
    return this;
  }

  /** Of one attempt, 1 ms to 10 minutes; 10 seconds. */
  public SignalsClientBuilder timeout(Duration value) {
    timeout = checked("timeout", value);
    return this;
  }

  /** Whether bodies are packed by gzip; {@code false}. */
  public SignalsClientBuilder compression(boolean value) {
    compression = value;
    return this;
  }

  /**
   * Whether and how what may pass is repeated; {@code true}, 3, 1 second.
   *
   * @param enabled {@code false}: no repetition
   * @param max repetitions, 0 to 10
   * @param backoff upper limit of the first wait, 1 ms to 10 minutes; it doubles each time
   */
  public SignalsClientBuilder retry(boolean enabled, int max, Duration backoff) {
    maxRetries = enabled ? checked("retry", max, 0, MAX_RETRIES) : 0;
    retryBackoff = checked("retry", backoff);
    return this;
  }

  /**
   * How spans and records are batched, and how often metrics are sent; 1 second, 512.
   *
   * @param longest wait before one is sent, 1 ms to 10 minutes; sums, gauges and histograms as they
   *     are then are sent so often, at most once a second
   * @param maxSize in one request, 1 to 10,000
   */
  public SignalsClientBuilder batch(Duration longest, int maxSize) {
    batchTimeout = checked("batch", longest);
    batchMaxSize = checked("batch", maxSize, 1, MAX_BATCH);
    return this;
  }

  /**
   * Metrics, log records and spans a minute, together; 0 for no limit, which is the default. The
   * excess is dropped and counted; events of a span are not limited.
   */
  public SignalsClientBuilder rateLimit(int perMinute) {
    rateLimit = checked("rateLimit", perMinute, 0, Integer.MAX_VALUE);
    return this;
  }

  /**
   * Makes the client, which is to be initialized before it is used.
   *
   * @throws CredentialsException without an API key
   * @throws SignalsConfigurationException without a service name
   */
  public SignalsClient build() {
    if (credentials == null) {
      throw new CredentialsException("apiKey(id, secret) is required");
    }
    if (serviceName == null) {
      throw new SignalsConfigurationException("serviceName is required");
    }
    return new SdkSignalsClient(
        new SignalsConfiguration(
            credentials,
            new SignalsConfiguration.Connection(endpoint, protocol, insecure, timeout, compression),
            new SignalsConfiguration.Service(
                serviceName,
                serviceVersion,
                serviceNamespace,
                environment,
                newInstance(),
                Optional.ofNullable(collectorId),
                customAttributes),
            new SignalsConfiguration.Delivery(
                maxRetries, retryBackoff, batchTimeout, batchMaxSize, rateLimit),
            signals,
            exemplars),
        CLOSE_TIMEOUT);
  }

  /** Random, so that no two clients of a service have the same one. */
  private static String newInstance() {
    byte[] instance = new byte[INSTANCE_BYTES];
    ThreadLocalRandom.current().nextBytes(instance);
    return HexFormat.of().formatHex(instance);
  }

  /** Callers without null checks of their own may hand over a variable that is not set. */
  private static <T> T required(String option, T value) {
    if (value == null) {
      throw new SignalsConfigurationException(option + " must not be null");
    }
    return value;
  }

  private static String checked(String option, String text) {
    if (required(option, text).isBlank()
        || text.length() > MAX_TEXT
        || text.chars().anyMatch(Character::isISOControl)) {
      throw new SignalsConfigurationException(
          option + " must be 1 to " + MAX_TEXT + " printable characters");
    }
    return text;
  }

  private static Duration checked(String option, Duration time) {
    if (required(option, time).compareTo(SHORTEST) < 0 || time.compareTo(LONGEST) > 0) {
      throw new SignalsConfigurationException(option + " must be 1 ms to 10 minutes");
    }
    return time;
  }

  private static int checked(String option, int number, int min, int max) {
    if (number < min || number > max) {
      throw new SignalsConfigurationException(option + " must be " + min + " to " + max);
    }
    return number;
  }
}
