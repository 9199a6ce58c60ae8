package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;
import io.routeflow.micronaut.opentelemetry.SignalsConfigurationException;
import io.routeflow.micronaut.opentelemetry.otlp.LogDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.MetricDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpSender;
import io.routeflow.micronaut.opentelemetry.otlp.QueueFlush;
import io.routeflow.micronaut.opentelemetry.otlp.RecordQueue;
import io.routeflow.micronaut.opentelemetry.otlp.SignalDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.StopDeadline;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import io.routeflow.micronaut.opentelemetry.otlp.WaitingLimit;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The SDK's providers of the signals that are wanted, with what they deliver by. Thread-safe. */
final class SignalProviders {

  private static final Duration SHORTEST_METRIC_INTERVAL = Duration.ofSeconds(1);
  private static final Duration LONGEST_COUNT = Duration.ofMillis(500);
  private static final int QUEUE = 2048;
  private static final long A_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Map<Signal, SignalDelivery> deliveries = new EnumMap<>(Signal.class);
  private final SdkTracerProvider tracers;
  private final SdkMeterProvider meters;
  private final SdkLoggerProvider loggers;

  /**
   * Providers.
   *
   * @param configuration which signals, and how
   * @param receiver where to
   * @param onDrop runs for each span or record that found no room to wait in
   */
  SignalProviders(SignalsConfiguration configuration, SignalsReceiver receiver, Runnable onDrop) {
    Resource resource = receiver.resource();
    for (Signal signal : configuration.signals()) {
      deliveries.put(signal, delivery(configuration, receiver, signal));
    }
    this.tracers = tracers(configuration, resource, deliveries.get(Signal.TRACES), onDrop);
    this.meters = meters(configuration, resource, deliveries.get(Signal.METRICS));
    this.loggers = loggers(configuration, resource, deliveries.get(Signal.LOGS), onDrop);
  }

  private static SignalDelivery delivery(
      SignalsConfiguration configuration, SignalsReceiver receiver, Signal signal) {
    try {
      OtlpSender sender =
          OtlpSender.of(receiver.targets().apply(signal), signal, "routeflow-signals-" + signal);
      return new SignalDelivery(signal, receiver.name(), sender, retries(configuration));
    } catch (TlsFiles.Unusable e) {
      throw new SignalsConfigurationException(String.valueOf(e.getMessage()), e);
    }
  }

  private static SdkTracerProvider tracers(
      SignalsConfiguration configuration,
      Resource resource,
      @Nullable SignalDelivery delivery,
      Runnable onDrop) {
    // one more than the application may add: that of the exception by which a span ends
    SpanLimits limits =
        SpanLimits.builder().setMaxNumberOfEvents(SignalsClient.MAX_SPAN_EVENTS + 1).build();
    var tracers =
        SdkTracerProvider.builder()
            .setResource(resource)
            .setSampler(Sampler.alwaysOn())
            .setSpanLimits(limits);
    if (delivery != null) {
      SignalsConfiguration.Delivery settings = configuration.delivery();
      int maxWaiting = maxWaiting(settings);
      WaitingLimit limit = new WaitingLimit(maxWaiting, onDrop);
      BatchSpanProcessor batches =
          BatchSpanProcessor.builder(new SpanDelivery(delivery, limit))
              .setScheduleDelay(settings.batchTimeout())
              .setMaxQueueSize(maxWaiting)
              .setMaxExportBatchSize(settings.batchMaxSize())
              .setExporterTimeout(longestExport(configuration))
              .build();
      tracers.addSpanProcessor(new SpanQueue(batches, limit));
    }
    return tracers.build();
  }

  private static SdkLoggerProvider loggers(
      SignalsConfiguration configuration,
      Resource resource,
      @Nullable SignalDelivery delivery,
      Runnable onDrop) {
    var loggers = SdkLoggerProvider.builder().setResource(resource);
    if (delivery != null) {
      SignalsConfiguration.Delivery settings = configuration.delivery();
      loggers.addLogRecordProcessor(
          new RecordQueue(
              new LogDelivery(delivery),
              new WaitingLimit(maxWaiting(settings), onDrop),
              settings.batchTimeout(),
              settings.batchMaxSize(),
              longestExport(configuration)));
    }
    return loggers.build();
  }

  private static SdkMeterProvider meters(
      SignalsConfiguration configuration, Resource resource, @Nullable SignalDelivery delivery) {
    var meters = SdkMeterProvider.builder().setResource(resource);
    if (delivery != null) {
      Duration batch = configuration.delivery().batchTimeout();
      meters.registerMetricReader(
          PeriodicMetricReader.builder(new MetricDelivery(delivery))
              .setInterval(
                  batch.compareTo(SHORTEST_METRIC_INTERVAL) < 0 ? SHORTEST_METRIC_INTERVAL : batch)
              .build());
    }
    return meters.build();
  }

  private static int maxWaiting(SignalsConfiguration.Delivery settings) {
    return Math.max(QUEUE, 2 * settings.batchMaxSize());
  }

  private static SignalDelivery.Retries retries(SignalsConfiguration configuration) {
    return new SignalDelivery.Retries(
        configuration.delivery().maxRetries(), configuration.delivery().retryBackoff());
  }

  private static Duration longestExport(SignalsConfiguration configuration) {
    return retries(configuration).longest(configuration.connection().timeout());
  }

  SdkTracerProvider tracers() {
    return tracers;
  }

  SdkMeterProvider meters() {
    return meters;
  }

  SdkLoggerProvider loggers() {
    return loggers;
  }

  /** Whether a signal is sent. */
  boolean sends(Signal signal) {
    return deliveries.containsKey(signal);
  }

  /** What the receiver has of a signal. */
  long delivered(Signal signal) {
    SignalDelivery delivery = deliveries.get(signal);
    return delivery == null ? 0 : delivery.delivered();
  }

  /** What it has not, of all signals. */
  long failed() {
    return deliveries.values().stream().mapToLong(SignalDelivery::failed).sum();
  }

  /** Begins to send what waits. */
  void beginFlush() {
    CompletableResultCode unused =
        CompletableResultCode.ofAll(
            List.of(tracers.forceFlush(), loggers.forceFlush(), meters.forceFlush()));
  }

  /** Sends what waits; whether all of it had an outcome in time. */
  boolean flush(StopDeadline deadline) {
    QueueFlush spans = new QueueFlush(tracers::forceFlush);
    QueueFlush records = new QueueFlush(loggers::forceFlush);
    boolean sumsSent = flushMetrics(deadline);
    boolean spansSent = spans.await(deadline);
    return records.await(deadline) && spansSent && sumsSent;
  }

  /** The SDK refuses to collect while other sums are in flight, which may be older ones. */
  private boolean flushMetrics(StopDeadline deadline) {
    CompletableResultCode flushed = meters.forceFlush();
    deadline.await(flushed);
    SignalDelivery delivery = deliveries.get(Signal.METRICS);
    while (delivery != null
        && flushed.isDone()
        && !flushed.isSuccess()
        && deadline.remainingNanos() > 1) {
      deadline.await(delivery.latest());
      LockSupport.parkNanos(A_MOMENT_NANOS);
      flushed = meters.forceFlush();
      deadline.await(flushed);
    }
    return flushed.isSuccess();
  }

  private static void await(QueueFlush flush, StopDeadline deadline) {
    boolean unused = flush.await(deadline);
  }

  /**
   * Ends what is in flight, and stops. What waits is given up and counts as failed: the SDK would
   * wait for the last sums by a time of its own.
   */
  void close() {
    deliveries.values().forEach(SignalDelivery::close);
    // from here on all has its outcome without the network, so that the count is complete
    StopDeadline counted = new StopDeadline(LONGEST_COUNT);
    QueueFlush spans = new QueueFlush(tracers::forceFlush);
    QueueFlush records = new QueueFlush(loggers::forceFlush);
    deliveries.values().forEach(delivery -> counted.await(delivery.latest()));
    await(spans, counted);
    await(records, counted);
    CompletableResultCode unused =
        CompletableResultCode.ofAll(
            List.of(tracers.shutdown(), loggers.shutdown(), meters.shutdown()));
  }
}
