package io.routeflow.micronaut.console;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.context.annotation.Context;
import io.micronaut.serde.annotation.Serdeable;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.Sdk;
import io.routeflow.micronaut.console.flows.RingSize;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** Who this is, and the limits of the console. Made with the application, whose start it tells. */
@Context
final class ConsoleState {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final RouteflowConfiguration configuration;
  private final Instant started = Instant.now();

  ConsoleState(RouteflowConfiguration configuration) {
    this.configuration = configuration;
  }

  State now() {
    RouteflowConfiguration.Service service = configuration.service();
    return new State(
        new Service(
            service.name(),
            service.version(),
            service.instance(),
            service.environment(),
            service.codeVersion()),
        new Module(Sdk.NAME, Sdk.VERSION),
        MILLISECONDS.format(started),
        MILLISECONDS.format(Instant.now()),
        configuration.endpoint().isPresent(),
        RingSize.MAX_REQUESTS,
        RingSize.MAX_AGE.toMillis(),
        RingSize.MAX_BYTES);
  }

  /** As in the console's interface. */
  @Serdeable.Serializable
  record State(
      Service service,
      Module sdk,
      @JsonProperty("started_at") String startedAt,
      String now,
      boolean endpoint,
      @JsonProperty("max_requests") int maxRequests,
      @JsonProperty("max_age_ms") long maxAgeMillis,
      @JsonProperty("max_bytes") long maxBytes) {}

  /** The service as its batches name it. */
  @Serdeable.Serializable
  record Service(
      String name,
      @Nullable String version,
      String instance,
      String environment,
      @JsonProperty("code_version") @Nullable String codeVersion) {}

  /** The module. */
  @Serdeable.Serializable
  record Module(String name, String version) {}
}
