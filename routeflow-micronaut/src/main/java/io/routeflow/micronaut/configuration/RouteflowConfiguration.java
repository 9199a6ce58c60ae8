package io.routeflow.micronaut.configuration;

import io.micronaut.context.env.Environment;
import io.micronaut.core.annotation.Creator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.RouteflowOverrides;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The settings as the module uses them: complete, within their ranges, immutable. What each means
 * is in the README's table.
 *
 * @param endpoint where events go
 * @param ingestKey the secret for it
 * @param ingestPath the path below the endpoint
 * @param gzip whether request bodies are packed
 * @param service who sends
 * @param sampleRate 0 to 1
 * @param ignoredPaths path prefixes and globs
 * @param logCorrelation whether the MDC is filled
 * @param queueMaxsize events that may wait
 * @param maxEventsPerBatch events in a batch
 * @param flushInterval longest wait of an event
 * @param maxBatchesInFlight batches under way at a time
 * @param timeout of one attempt
 * @param maxAttempts attempts in all
 * @param retryBase upper limit of the first wait
 * @param shutdownTimeout of the last flush
 * @param debug whether events and batches are logged
 * @param console what the console needs to know
 * @since 0.1.0
 */
@Internal
@Singleton
public record RouteflowConfiguration(
    Optional<URI> endpoint,
    Optional<String> ingestKey,
    String ingestPath,
    boolean gzip,
    Service service,
    double sampleRate,
    List<String> ignoredPaths,
    boolean logCorrelation,
    int queueMaxsize,
    int maxEventsPerBatch,
    Duration flushInterval,
    int maxBatchesInFlight,
    Duration timeout,
    int maxAttempts,
    Duration retryBase,
    Duration shutdownTimeout,
    boolean debug,
    Console console) {

  /** The bean; by this method, and not by a factory, which would be two more classes to load. */
  @Creator
  static RouteflowConfiguration of(Environment environment, List<RouteflowOverrides> overrides) {
    return ConfigurationFactory.configuration(environment, overrides);
  }

  /**
   * Who sends, as named in each batch.
   *
   * @param name the service
   * @param version its version, if it names one
   * @param instance random for each process
   * @param environment such as {@code production}
   * @param deployed what was deployed; it may look for it when it is first asked
   * @param tags further facts
   */
  public record Service(
      String name,
      @Nullable String version,
      String instance,
      String environment,
      Supplier<@Nullable String> deployed,
      Map<String, String> tags) {

    /** What was deployed, if known. */
    public @Nullable String codeVersion() {
      return deployed.get();
    }
  }

  /**
   * The settings of the console.
   *
   * @param enabled whether it is there
   * @param allowRemote whether other machines may see it
   * @param token the secret that they need
   */
  public record Console(boolean enabled, boolean allowRemote, Optional<String> token) {

    /** No console. */
    public static final Console OFF = new Console(false, false, Optional.empty());

    /** Without the secret. */
    @Override
    public String toString() {
      return "Console[enabled=" + enabled + ", allowRemote=" + allowRemote + "]";
    }
  }

  /**
   * The path to which batches are posted: the endpoint's own, then the ingest path. Slashes in a
   * row become one: a path that starts with two would be read as another host.
   */
  public String deliveryPath() {
    String base = endpoint.isPresent() ? endpoint.get().getRawPath() : "";
    String joined = base + "/" + ingestPath;
    StringBuilder path = new StringBuilder(joined.length());
    for (int i = 0; i < joined.length(); i++) {
      if (joined.charAt(i) != '/' || path.isEmpty() || path.charAt(path.length() - 1) != '/') {
        path.append(joined.charAt(i));
      }
    }
    return path.toString();
  }

  /** Without the secret. */
  @Override
  public String toString() {
    return "RouteflowConfiguration" + shown();
  }

  /** The settings by key with the secret left out, for the management endpoint. */
  public Map<String, Object> shown() {
    return ShownConfiguration.of(this);
  }
}
