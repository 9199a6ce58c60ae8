package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.BeanContext;
import io.opentelemetry.api.OpenTelemetry;
import jakarta.inject.Singleton;

/**
 * Whether the application makes spans of its requests itself, as with micronaut-tracing: then the
 * module makes none unless it is asked to.
 */
@Singleton
final class OwnTracing {

  private final BeanContext context;

  OwnTracing(BeanContext context) {
    this.context = context;
  }

  boolean isThere() {
    return context.containsBean(OpenTelemetry.class);
  }
}
