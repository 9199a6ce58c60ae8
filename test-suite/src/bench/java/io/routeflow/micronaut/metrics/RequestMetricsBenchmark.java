package io.routeflow.micronaut.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.ApplicationContext;
import io.routeflow.micronaut.configuration.LenientReader;
import io.routeflow.micronaut.configuration.MetricsSettings;
import io.routeflow.micronaut.spi.RequestObserver;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What the histogram of requests costs a request, in a registry of Prometheus, and what a timer of
 * Micrometer with the same buckets costs by itself.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class RequestMetricsBenchmark {

  private static final long[] NANOS = {900_000, 4_000_000, 12_000_000, 80_000_000};

  private @Nullable ApplicationContext context;
  private @Nullable RequestObserver metrics;
  private @Nullable Timer bare;
  private int next;

  /** Starts an application that has the registry. */
  @Setup
  public void start() {
    ApplicationContext started =
        ApplicationContext.builder()
            .properties(
                Map.of(
                    "spec.name",
                    "bench",
                    "routeflow.metrics.enabled",
                    true,
                    "micronaut.metrics.enabled",
                    true))
            .start();
    context = started;
    if (!(started.getBean(MeterRegistry.class)
        instanceof io.micrometer.core.instrument.composite.CompositeMeterRegistry)) {
      throw new IllegalStateException("another registry than in an application");
    }
    metrics = started.getBean(RequestMetrics.class);
    Duration[] buckets =
        MetricsSettings.read(started.getBean(LenientReader.class)).buckets().stream()
            .map(seconds -> Duration.ofNanos(Math.round(seconds * TimeUnit.SECONDS.toNanos(1))))
            .toArray(Duration[]::new);
    bare =
        Timer.builder("bare")
            .serviceLevelObjectives(buckets)
            .register(started.getBean(MeterRegistry.class));
  }

  /** Stops it. */
  @TearDown
  public void stop() {
    Objects.requireNonNull(context).close();
  }

  /** One request of a route that was seen before. */
  @Benchmark
  public void request() {
    next = next + 1 & NANOS.length - 1;
    Objects.requireNonNull(metrics)
        .requestEnded("/orders/{id}", "/orders/1", "GET", 200, NANOS[next]);
  }

  /** What of it is Micrometer's. */
  @Benchmark
  public void bareTimer() {
    next = next + 1 & NANOS.length - 1;
    Objects.requireNonNull(bare).record(NANOS[next], TimeUnit.NANOSECONDS);
  }
}
