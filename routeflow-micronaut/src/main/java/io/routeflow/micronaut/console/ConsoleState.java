package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.Sdk;
import io.routeflow.micronaut.console.flows.JsonMembers;
import io.routeflow.micronaut.console.flows.JsonObject;
import io.routeflow.micronaut.console.flows.RingSize;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import org.jspecify.annotations.Nullable;

/** Who this is, and the limits of the console. */
final class ConsoleState {

  private static final DateTimeFormatter MILLISECONDS =
      new DateTimeFormatterBuilder().appendInstant(3).toFormatter();

  private final RouteflowConfiguration configuration;
  private final Instant started;

  ConsoleState(RouteflowConfiguration configuration, Instant started) {
    this.configuration = configuration;
    this.started = started;
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
  record State(
      Service service,
      Module sdk,
      String startedAt,
      String now,
      boolean endpoint,
      int maxRequests,
      long maxAgeMillis,
      long maxBytes)
      implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      JsonMembers.object(json, "service", service);
      JsonMembers.object(json, "sdk", sdk);
      json.writeStringField("started_at", startedAt);
      json.writeStringField("now", now);
      json.writeBooleanField("endpoint", endpoint);
      json.writeNumberField("max_requests", maxRequests);
      json.writeNumberField("max_age_ms", maxAgeMillis);
      json.writeNumberField("max_bytes", maxBytes);
    }
  }

  /** The service as its batches name it. */
  record Service(
      String name,
      @Nullable String version,
      String instance,
      String environment,
      @Nullable String codeVersion)
      implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("name", name);
      JsonMembers.text(json, "version", version);
      json.writeStringField("instance", instance);
      json.writeStringField("environment", environment);
      JsonMembers.text(json, "code_version", codeVersion);
    }
  }

  /** The module. */
  record Module(String name, String version) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("name", name);
      json.writeStringField("version", version);
    }
  }
}
