package io.routeflow.micronaut.capture;

import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.Sdk;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes the module's own batches where the ingest endpoint is part of the same application:
 * were they events, each batch would make the next one.
 */
final class OwnDelivery {

  private static final String USER_AGENT = Sdk.NAME + "/";

  private final @Nullable String path;

  OwnDelivery(RouteflowConfiguration configuration) {
    path = configuration.endpoint().isPresent() ? configuration.deliveryPath() : null;
  }

  boolean is(String target, @Nullable String userAgent) {
    return userAgent != null && target.equals(path) && userAgent.startsWith(USER_AGENT);
  }
}
