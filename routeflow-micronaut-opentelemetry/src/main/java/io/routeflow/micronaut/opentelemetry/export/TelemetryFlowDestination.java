package io.routeflow.micronaut.opentelemetry.export;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.exceptions.DisabledBeanException;
import io.micronaut.core.order.Ordered;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.RouteflowEnabled;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;
import io.routeflow.micronaut.opentelemetry.SignalsConfigurationException;
import io.routeflow.micronaut.opentelemetry.metrics.MetersFactory;
import io.routeflow.micronaut.opentelemetry.metrics.RequestMeters;
import io.routeflow.micronaut.opentelemetry.otlp.StopDeadline;
import io.routeflow.micronaut.opentelemetry.settings.OtlpSettings;
import io.routeflow.micronaut.opentelemetry.settings.TelemetryFlowSettings;
import io.routeflow.micronaut.opentelemetry.signals.InertSignalsClient;
import io.routeflow.micronaut.opentelemetry.signals.RateLimit;
import io.routeflow.micronaut.opentelemetry.signals.SdkSignalsClient;
import io.routeflow.micronaut.opentelemetry.signals.SignalsEndpoint;
import io.routeflow.micronaut.opentelemetry.signals.SignalsReceiver;
import io.routeflow.micronaut.opentelemetry.signals.SignalsResource;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Makes the destination {@code telemetryflow} where there is an API key, and {@code SignalsClient},
 * which sends to the receiver of {@code otlp} without one, and does nothing without either.
 */
@Factory
@Requires(condition = RouteflowEnabled.class)
final class TelemetryFlowDestination implements ApplicationEventListener<ShutdownEvent>, Ordered {

  private static final String NAME = "telemetryflow";

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private final TelemetryFlowSettings settings;
  private final OwnTracing tracing;

  /** The framework asks for a bean that is disabled again and again. */
  private final AtomicBoolean tracesLeft = new AtomicBoolean();

  /** One limit for the events and for what the application sends itself. */
  private final RateLimit rateLimit;

  /** Where the application has asked for it. */
  private volatile @Nullable SdkSignalsClient client;

  TelemetryFlowDestination(TelemetryFlowSettings settings, OwnTracing tracing) {
    this.settings = settings;
    this.tracing = tracing;
    this.rateLimit =
        RateLimit.of(
            settings.signals().map(configured -> configured.delivery().rateLimit()).orElse(0));
  }

  /**
   * The client, ready for use; it is shut down with the application. Where nothing can be sent it
   * is one that does nothing, since the application that injects it is not to fail by that.
   */
  @Singleton
  @Bean(preDestroy = "close")
  SignalsClient signals(RouteflowConfiguration routeflow, OtlpSettings otlp) {
    StopDeadline closing = new StopDeadline(routeflow.module().shutdownTimeout());
    try {
      return SdkLibraries.require("signals of SignalsClient", NAME, () -> made(closing, otlp));
    } catch (DisabledBeanException e) {
      // is logged
    } catch (SignalsConfigurationException e) {
      LOG.warn("{}; SignalsClient does nothing", e.getMessage());
    }
    return new InertSignalsClient(settings.noSignals());
  }

  private SignalsClient made(StopDeadline closing, OtlpSettings otlp) {
    Optional<SignalsConfiguration> own = settings.signals();
    if (own.isPresent()) {
      SignalsReceiver receiver = SignalsReceiver.of(own.get());
      return started(new SdkSignalsClient(own.get(), receiver, closing, rateLimit));
    }
    // a key is meant for TelemetryFlow, so that what is wrong there is not sent elsewhere
    Optional<SignalsConfiguration> other =
        settings.namesKey() ? Optional.empty() : OtlpSignals.configuration(otlp);
    if (other.isPresent()) {
      return started(
          new SdkSignalsClient(other.get(), OtlpSignals.receiver(otlp), closing, RateLimit.of(0)));
    }
    LOG.info(
        "SignalsClient does nothing: there is neither a valid API key with an endpoint of"
            + " TelemetryFlow nor, without a key, an OTLP endpoint");
    throw new DisabledBeanException("no receiver");
  }

  private SignalsClient started(SdkSignalsClient made) {
    made.initialize();
    client = made;
    return made;
  }

  /** Before the last flush of events, beside which the last signals are sent. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  /** The time for the stop begins for all at once; each could use it up by itself. */
  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    SdkSignalsClient made = client;
    if (made != null) {
      made.prepareClose();
    }
  }

  @Singleton
  TracesAreSent telemetryFlowTimeline() {
    SignalsConfiguration unused = configuration(Signal.TRACES);
    return new TracesAreSent();
  }

  @Singleton
  @Bean(preDestroy = "close")
  TraceExporter telemetryFlowTraces(TraceExporterFactory exporters) {
    if (settings.leavesTracesToTheApplication()
        && tracing.sendsSpans()
        && !tracesLeft.getAndSet(true)) {
      LOG.info(
          "The application has an OpenTelemetry SDK that makes the spans of its requests; none are"
              + " sent to TelemetryFlow. routeflow.telemetryflow.signals with traces in it sends"
              + " both");
    }
    SignalsConfiguration configuration = configuration(Signal.TRACES);
    return exporters.of(
        NAME,
        SignalsEndpoint.target(configuration, Signal.TRACES),
        () -> SignalsResource.of(configuration.service()),
        rateLimit);
  }

  @Singleton
  @Bean(preDestroy = "close")
  RequestMeters telemetryFlowMetrics(
      RouteflowConfiguration routeflow, OtlpSettings otlp, ServerScheme scheme) {
    SignalsConfiguration configuration = configuration(Signal.METRICS);
    MetersFactory.Wanted wanted = otlp.wantedMetrics();
    if (!wanted.any()) {
      throw new DisabledBeanException("no metrics are sent");
    }
    return SdkLibraries.require(
        Signal.METRICS,
        NAME,
        () ->
            MetersFactory.of(
                NAME,
                SignalsEndpoint.target(configuration, Signal.METRICS),
                () -> SignalsResource.of(configuration.service()),
                scheme::current,
                wanted,
                routeflow.module().shutdownTimeout()));
  }

  private SignalsConfiguration configuration(Signal signal) {
    if (!settings.sendsRequests(signal, signal == Signal.TRACES && tracing.sendsSpans())) {
      throw new DisabledBeanException(signal + " of requests are not sent");
    }
    return configuration();
  }

  private SignalsConfiguration configuration() {
    return settings.signals().orElseThrow(() -> new DisabledBeanException("no API key"));
  }
}
