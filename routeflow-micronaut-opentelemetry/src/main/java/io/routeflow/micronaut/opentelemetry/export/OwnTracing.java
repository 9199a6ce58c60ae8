package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.BeanContext;
import io.micronaut.context.env.Environment;
import io.micronaut.inject.BeanDefinition;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import jakarta.inject.Singleton;

/**
 * Whether the application sends spans of its requests itself, as with micronaut-tracing: then the
 * module makes none unless it is asked to. A tracing that sends nothing is none: its requests would
 * be in no span at all.
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

  /** Makes none of the beans that it judges: this is asked while a request is captured. */
  boolean sendsSpans() {
    for (BeanDefinition<OpenTelemetry> sdk : context.getBeanDefinitions(OpenTelemetry.class)) {
      if (isOfMicronautTracing(sdk) ? isExporting() : makesSpans(sdk)) {
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

  /** What an SDK that the application builds does with its spans cannot be seen. */
  private boolean makesSpans(BeanDefinition<OpenTelemetry> sdk) {
    return context.getActiveBeanRegistrations(OpenTelemetry.class).stream()
        .filter(made -> made.getBeanDefinition().equals(sdk))
        .noneMatch(made -> made.getBean().getTracerProvider() == TracerProvider.noop());
  }
}
