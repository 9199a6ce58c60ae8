package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.BeanContext;
import io.micronaut.context.env.Environment;
import io.micronaut.inject.BeanDefinition;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;

/**
 * Whether the application sends spans of its requests itself, as with micronaut-tracing: then the
 * module makes none unless it is asked to. A micronaut-tracing that sends nothing is none: its
 * requests would be in no span at all.
 */
@Singleton
final class OwnTracing {

  /** Makes the bean of micronaut-tracing, whose exporter is {@code none} unless one is named. */
  private static final String MICRONAUT_TRACING =
      "io.micronaut.tracing.opentelemetry.DefaultOpenTelemetryFactory";

  private static final String EXPORTER = "otel.traces.exporter";
  private static final String DISABLED = "otel.sdk.disabled";
  private static final String NO_EXPORTER = "none";

  private final BeanContext context;
  private final Environment environment;

  OwnTracing(BeanContext context, Environment environment) {
    this.context = context;
    this.environment = environment;
  }

  /**
   * What an SDK that the application makes itself does with its spans is not looked at: the bean
   * would have to be made for it, while a request is captured.
   */
  boolean sendsSpans() {
    for (BeanDefinition<OpenTelemetry> sdk : context.getBeanDefinitions(OpenTelemetry.class)) {
      if (!isOfMicronautTracing(sdk) || isExporting()) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOfMicronautTracing(BeanDefinition<?> sdk) {
    return sdk.getDeclaringType()
        .filter(one -> one.getName().equals(MICRONAUT_TRACING))
        .isPresent();
  }

  /** By an exporter, or by a processor of the application's own, which it takes as a bean. */
  private boolean isExporting() {
    if (environment.getProperty(DISABLED, Boolean.class, false)) {
      return false;
    }
    // a blank one is the SDK's default, otlp
    boolean isNamed =
        environment
            .getProperty(EXPORTER, String.class)
            .filter(named -> !named.strip().equals(NO_EXPORTER))
            .isPresent();
    return isNamed || context.containsBean(SpanProcessor.class);
  }
}
