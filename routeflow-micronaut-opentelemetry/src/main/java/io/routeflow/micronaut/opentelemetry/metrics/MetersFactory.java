package io.routeflow.micronaut.opentelemetry.metrics;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.otlp.MetricDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpSender;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.otlp.SignalDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the meters of one destination. */
@Internal
public final class MetersFactory {

  private MetersFactory() {}

  /**
   * What is counted of requests.
   *
   * @param duration whether their durations are
   * @param count whether their number is
   * @param errors whether the failed ones are
   * @param interval how often the sums are sent
   */
  public record Wanted(boolean duration, boolean count, boolean errors, Duration interval) {

    /** Whether anything is. */
    public boolean any() {
      return duration || count || errors;
    }
  }

  /**
   * Meters that start in the background.
   *
   * @param name of the destination
   * @param target where metrics go
   * @param resource made when it is needed
   * @param scheme of the server; asked when a request has ended
   * @param wanted what is counted
   * @param shutdownTimeout for the last sums
   */
  public static RequestMeters of(
      String name,
      OtlpTarget target,
      Supplier<Resource> resource,
      Supplier<@Nullable String> scheme,
      Wanted wanted,
      Duration shutdownTimeout) {
    return new RequestMeters(
        name, shutdownTimeout, () -> started(name, target, resource.get(), scheme, wanted));
  }

  private static RequestMeters.Started started(
      String name,
      OtlpTarget target,
      Resource resource,
      Supplier<@Nullable String> scheme,
      Wanted wanted) {
    OtlpSender sender;
    try {
      sender = OtlpSender.of(target, Signal.METRICS, "routeflow-" + name + "-http");
    } catch (TlsFiles.Unusable e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    SignalDelivery delivery =
        new SignalDelivery(Signal.METRICS, name, sender, SignalDelivery.Retries.NONE);
    SdkMeterProvider provider =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerMetricReader(
                PeriodicMetricReader.builder(new MetricDelivery(delivery))
                    .setInterval(wanted.interval())
                    .build())
            .build();
    Meter meter =
        provider
            .meterBuilder(ModuleInfo.NAME)
            .setInstrumentationVersion(ModuleInfo.VERSION)
            .build();
    return new RequestMeters.Started(
        provider,
        new RequestInstruments(meter, scheme, wanted.duration(), wanted.count(), wanted.errors()),
        delivery);
  }
}
