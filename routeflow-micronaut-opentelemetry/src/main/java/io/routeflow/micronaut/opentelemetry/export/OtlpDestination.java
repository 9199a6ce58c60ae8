package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.logs.LogForwarder;
import io.routeflow.micronaut.opentelemetry.metrics.MetersFactory;
import io.routeflow.micronaut.opentelemetry.metrics.RequestMeters;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.settings.OtlpEnabled;
import io.routeflow.micronaut.opentelemetry.settings.OtlpSettings;
import io.routeflow.micronaut.opentelemetry.signals.RateLimit;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;

/** Makes the destination {@code otlp}, where an endpoint is known. */
@Factory
@Requires(condition = OtlpEnabled.class)
final class OtlpDestination {

  private static final String NAME = "otlp";

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private final OtlpSettings settings;
  private final OwnTracing tracing;
  private final AtomicBoolean logsTried = new AtomicBoolean();

  /** The framework asks for a bean that is disabled again and again. */
  private final AtomicBoolean tracesLeft = new AtomicBoolean();

  OtlpDestination(OtlpSettings settings, OwnTracing tracing) {
    this.settings = settings;
    this.tracing = tracing;
  }

  /** The mark of traces, by which the times of single statements are kept. */
  @Singleton
  TracesAreSent otlpTimeline() {
    OtlpTarget unused = target(Signal.TRACES);
    return new TracesAreSent();
  }

  @Singleton
  @Bean(preDestroy = "close")
  TraceExporter otlpTraces(TraceExporterFactory exporters) {
    if (settings.leavesTracesToTheApplication()
        && tracing.sendsSpans()
        && !tracesLeft.getAndSet(true)) {
      LOG.info(
          "The application has an OpenTelemetry SDK that makes the spans of its requests; no traces"
              + " are sent by OTLP. routeflow.otlp.signals with traces in it sends both");
    }
    return exporters.of(NAME, target(Signal.TRACES), this::resource, RateLimit.of(0));
  }

  @Singleton
  @Bean(preDestroy = "close")
  RequestMeters otlpMetrics(RouteflowConfiguration configuration, ServerScheme scheme) {
    MetersFactory.Wanted wanted = settings.wantedMetrics();
    if (!wanted.any()) {
      throw new DisabledBeanException("no metrics are sent");
    }
    OtlpTarget target = target(Signal.METRICS);
    return SdkLibraries.require(
        Signal.METRICS,
        NAME,
        () ->
            MetersFactory.of(
                NAME,
                target,
                this::resource,
                scheme::current,
                wanted,
                configuration.module().shutdownTimeout()));
  }

  /** At the start of the application, whose first lines are sent too. */
  @Context
  @Bean(preDestroy = "close")
  LogForwarder otlpLogs(RouteflowConfiguration configuration) {
    OtlpTarget target = target(Signal.LOGS);
    if (logsTried.getAndSet(true)) {
      // the framework asks again with each event of the context; what is wrong is logged once
      throw new DisabledBeanException("logs cannot be sent");
    }
    return SdkLibraries.require(
            Signal.LOGS,
            NAME,
            () ->
                LogForwarder.start(
                    target,
                    resource(),
                    settings.logBatching(target),
                    settings.logMdc(),
                    configuration.module().shutdownTimeout()))
        .orElseThrow(() -> new DisabledBeanException("logs cannot be sent"));
  }

  private OtlpTarget target(Signal signal) {
    return settings
        .target(signal, signal == Signal.TRACES && tracing.sendsSpans())
        .orElseThrow(() -> new DisabledBeanException(signal + " are not sent"));
  }

  private Resource resource() {
    return OtlpSignals.resource(settings);
  }
}
