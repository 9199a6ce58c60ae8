package io.routeflow.micronaut.opentelemetry.logs;

import ch.qos.logback.classic.LoggerContext;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Internal;
import io.micronaut.core.order.Ordered;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.LogLimits;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.resources.Resource;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.otlp.LogDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpSender;
import io.routeflow.micronaut.opentelemetry.otlp.OtlpTarget;
import io.routeflow.micronaut.opentelemetry.otlp.QueueFlush;
import io.routeflow.micronaut.opentelemetry.otlp.RecordQueue;
import io.routeflow.micronaut.opentelemetry.otlp.SignalDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.StopDeadline;
import io.routeflow.micronaut.opentelemetry.otlp.TlsFiles;
import io.routeflow.micronaut.opentelemetry.otlp.WaitingLimit;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.ILoggerFactory;
import org.slf4j.LoggerFactory;

/**
 * Sends the log events that reach Logback's root logger, from its start to the end of the
 * application. Thread-safe.
 */
@Internal
public final class LogForwarder
    implements ApplicationEventListener<ShutdownEvent>, Ordered, AutoCloseable {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final String LOGBACK = "ch.qos.logback.classic.LoggerContext";
  private static final int MAX_WAITING = 2048;
  private static final int MAX_ATTRIBUTES = 64;
  private static final int MAX_ATTRIBUTE = 8192;

  private final RootLogger root;
  private final SdkLoggerProvider provider;
  private final SignalDelivery delivery;
  private final WaitingLimit limit;
  private final DropLog drops;
  private final StopDeadline deadline;

  /**
   * How records are batched.
   *
   * @param longestWait of a record before it is sent
   * @param maxSize records in one request
   * @param retries what may pass is repeated so
   * @param longestExport of one request with all its repetitions
   */
  public record Batching(
      Duration longestWait, int maxSize, SignalDelivery.Retries retries, Duration longestExport) {}

  private LogForwarder(
      RootLogger root,
      SdkLoggerProvider provider,
      SignalDelivery delivery,
      WaitingLimit limit,
      DropLog drops,
      Duration shutdownTimeout) {
    this.root = root;
    this.provider = provider;
    this.delivery = delivery;
    this.limit = limit;
    this.drops = drops;
    this.deadline = new StopDeadline(shutdownTimeout);
  }

  /**
   * Begins to send; nothing where that is not possible, which is one line in the log.
   *
   * @param target where records go
   * @param resource which service sends
   * @param batching how they are batched
   * @param mdc names of the MDC's entries that records have
   * @param shutdownTimeout for the last records
   */
  public static Optional<LogForwarder> start(
      OtlpTarget target,
      Resource resource,
      Batching batching,
      List<String> mdc,
      Duration shutdownTimeout) {
    try {
      ILoggerFactory loggers = LoggerFactory.getILoggerFactory();
      if (!loggers.getClass().getName().equals(LOGBACK)) {
        LOG.warn(
            "No logs are sent by OTLP: only Logback is supported, and what is used here is {}",
            loggers.getClass().getName());
        return Optional.empty();
      }
      return Optional.of(attached(loggers, target, resource, batching, mdc, shutdownTimeout));
    } catch (TlsFiles.Unusable e) {
      LOG.warn("{}; no logs are sent to otlp", e.getMessage());
    }
    return Optional.empty();
  }

  private static LogForwarder attached(
      ILoggerFactory loggers,
      OtlpTarget target,
      Resource resource,
      Batching batching,
      List<String> mdc,
      Duration shutdownTimeout)
      throws TlsFiles.Unusable {
    RequestLogAppender appender = new RequestLogAppender();
    appender.setCaptureExperimentalAttributes(true);
    appender.setCaptureMdcAttributes(String.join(",", mdc));
    SignalDelivery delivery =
        new SignalDelivery(
            Signal.LOGS,
            "otlp",
            OtlpSender.of(target, Signal.LOGS, "routeflow-otlp-http"),
            batching.retries());
    AtomicLong dropped = new AtomicLong();
    WaitingLimit limit = new WaitingLimit(MAX_WAITING, dropped::incrementAndGet);
    DropLog drops = new DropLog(new LogDelivery(delivery), MAX_WAITING, dropped);
    SdkLoggerProvider provider =
        SdkLoggerProvider.builder()
            .setResource(resource)
            .setLogLimits(LogForwarder::limits)
            .addLogRecordProcessor(
                new RecordQueue(
                    drops,
                    limit,
                    batching.longestWait(),
                    batching.maxSize(),
                    batching.longestExport()))
            .build();
    appender.setOpenTelemetry(OpenTelemetrySdk.builder().setLoggerProvider(provider).build());
    RootLogger root = new RootLogger((LoggerContext) loggers, appender);
    root.attach();
    return new LogForwarder(root, provider, delivery, limit, drops, shutdownTimeout);
  }

  private static LogLimits limits() {
    return LogLimits.builder()
        .setMaxNumberOfAttributes(MAX_ATTRIBUTES)
        .setMaxAttributeValueLength(MAX_ATTRIBUTE)
        .build();
  }

  /** Before the last flush of events, beside which the last records are sent. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    deadline.begin();
    CompletableResultCode unused = provider.forceFlush();
  }

  /** Sends the last records, by the deadline of the stop. */
  @Override
  public void close() {
    root.detach();
    boolean unused = new QueueFlush(provider::forceFlush).await(deadline);
    drops.stopped(limit.waiting());
    delivery.close();
    CompletableResultCode unusedResult = provider.shutdown();
  }
}
