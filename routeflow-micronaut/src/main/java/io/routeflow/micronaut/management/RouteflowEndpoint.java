package io.routeflow.micronaut.management;

import io.micronaut.context.annotation.Requires;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.management.endpoint.annotation.Read;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.configuration.RedactedConfiguration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /routeflow}: the counters, what waits, and the configuration without secrets.
 * Sensitive by default, as other endpoints that show internals are.
 */
@Endpoint(id = "routeflow", defaultSensitive = true)
@Requires(classes = Endpoint.class)
final class RouteflowEndpoint {

  private final Routeflow routeflow;
  private final RedactedConfiguration configuration;

  RouteflowEndpoint(Routeflow routeflow, RedactedConfiguration configuration) {
    this.routeflow = routeflow;
    this.configuration = configuration;
  }

  /** The state as of now. */
  @Read
  Map<String, @Nullable Object> state() {
    Map<String, @Nullable Object> state = new LinkedHashMap<>(routeflow.stats().asMap());
    state.put("configuration", configuration.shown());
    return state;
  }
}
