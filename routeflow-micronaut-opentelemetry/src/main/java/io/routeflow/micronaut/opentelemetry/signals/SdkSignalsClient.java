package io.routeflow.micronaut.opentelemetry.signals;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.routeflow.micronaut.configuration.ModuleInfo;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.NotInitializedException;
import io.routeflow.micronaut.opentelemetry.Severity;
import io.routeflow.micronaut.opentelemetry.Signal;
import io.routeflow.micronaut.opentelemetry.SignalsClient;
import io.routeflow.micronaut.opentelemetry.SignalsConfiguration;
import io.routeflow.micronaut.opentelemetry.SignalsStatus;
import io.routeflow.micronaut.opentelemetry.SpanScope;
import io.routeflow.micronaut.opentelemetry.mapping.CallerContext;
import io.routeflow.micronaut.opentelemetry.otlp.StopDeadline;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** The client on the OpenTelemetry SDK. Thread-safe. */
@Internal
public final class SdkSignalsClient implements SignalsClient {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final int MAX_NAME = 256;
  private static final int MAX_MESSAGE = 8192;
  private static final Duration LONGEST_WAIT = Duration.ofDays(1);

  private final SignalsConfiguration configuration;
  private final SignalsReceiver receiver;
  private final StopDeadline closing;
  private final RateLimit rateLimit;
  private final LongAdder dropped = new LongAdder();
  private final OpenSpans spans = new OpenSpans(MAX_OPEN_SPANS);
  private final ReentrantLock lifecycle = new ReentrantLock();
  private volatile @Nullable Running running;
  private volatile @Nullable Running ended;
  private volatile boolean shutDown;

  /** What is there from initialization to shutdown. */
  private record Running(
      SignalProviders providers,
      Tracer tracer,
      Logger logger,
      Instruments instruments,
      long sinceNanos) {}

  /**
   * A client that is not initialized yet.
   *
   * @param closeTimeout what {@link #close} waits at most
   */
  public SdkSignalsClient(SignalsConfiguration configuration, Duration closeTimeout) {
    this(
        configuration,
        SignalsReceiver.of(configuration),
        new StopDeadline(closeTimeout),
        RateLimit.of(configuration.delivery().rateLimit()));
  }

  /**
   * A client that shares its limit with others.
   *
   * @param receiver where signals go, whatever endpoint and key the configuration names
   * @param closing what {@link #close} waits at most; begun before, where others share that time
   */
  public SdkSignalsClient(
      SignalsConfiguration configuration,
      SignalsReceiver receiver,
      StopDeadline closing,
      RateLimit rateLimit) {
    this.configuration = configuration;
    this.receiver = receiver;
    this.closing = closing;
    this.rateLimit = rateLimit;
  }

  @Override
  public void initialize() {
    lifecycle.lock();
    try {
      if (shutDown) {
        throw new NotInitializedException("The client was shut down; build another one");
      }
      if (running == null) {
        SignalProviders providers =
            new SignalProviders(configuration, receiver, dropped::increment);
        running =
            new Running(
                providers,
                providers.tracers().get(ModuleInfo.NAME, ModuleInfo.VERSION),
                providers.loggers().get(ModuleInfo.NAME),
                new Instruments(providers.meters().get(ModuleInfo.NAME), configuration.exemplars()),
                System.nanoTime());
      }
    } finally {
      lifecycle.unlock();
    }
  }

  @Override
  public boolean isInitialized() {
    return running != null;
  }

  private Running running() {
    Running now = running;
    if (now == null) {
      throw new NotInitializedException(
          shutDown ? "The client was shut down" : "The client is not initialized: initialize()");
    }
    return now;
  }

  /** Whether a call for a signal is to have an effect; one that may not is counted. */
  private boolean accepts(Running now, Signal signal) {
    if (!now.providers().sends(signal)) {
      return false;
    }
    boolean allowed = rateLimit.allows();
    drop(!allowed);
    return allowed;
  }

  private void drop(boolean isDropped) {
    if (isDropped) {
      dropped.increment();
    }
  }

  @Override
  public void incrementCounter(String name, long value, Map<String, ?> attributes) {
    Running now = running();
    if (accepts(now, Signal.METRICS)) {
      drop(!now.instruments().count(name, value, SignalAttributes.of(attributes)));
    }
  }

  @Override
  public void recordGauge(String name, double value, Map<String, ?> attributes) {
    recordMetric(name, value, "", attributes);
  }

  @Override
  public void recordHistogram(String name, double value, String unit, Map<String, ?> attributes) {
    Running now = running();
    if (accepts(now, Signal.METRICS)) {
      drop(!now.instruments().record(name, value, unit, SignalAttributes.of(attributes)));
    }
  }

  @Override
  public void recordMetric(String name, double value, String unit, Map<String, ?> attributes) {
    Running now = running();
    if (accepts(now, Signal.METRICS)) {
      drop(!now.instruments().set(name, value, unit, SignalAttributes.of(attributes)));
    }
  }

  @Override
  public void log(Severity severity, String message, Map<String, ?> attributes) {
    Running now = running();
    if (!accepts(now, Signal.LOGS)) {
      return;
    }
    // callers without null checks of their own may have an exception without a message
    if (severity == null || message == null) {
      drop(true);
    } else {
      now.logger()
          .logRecordBuilder()
          .setTimestamp(Instant.now())
          .setContext(CallerContext.current())
          .setSeverity(SignalAttributes.severity(severity))
          .setSeverityText(severity.name())
          .setBody(SignalAttributes.cut(message, MAX_MESSAGE))
          .setAllAttributes(SignalAttributes.of(attributes))
          .emit();
    }
  }

  @Override
  public String startSpan(String name, SpanKind kind, Map<String, ?> attributes) {
    Span span = started(name, kind, attributes);
    return span == null ? NoSpan.ID : span.getSpanContext().getSpanId();
  }

  private @Nullable Span started(String name, SpanKind kind, Map<String, ?> attributes) {
    Running now = running();
    if (!accepts(now, Signal.TRACES)) {
      return null;
    }
    if (kind == null || isBlank(name)) {
      drop(true);
      return null;
    }
    Span span =
        now.tracer()
            .spanBuilder(SignalAttributes.cut(name, MAX_NAME))
            .setParent(CallerContext.current())
            .setSpanKind(kind)
            .setAllAttributes(SignalAttributes.of(attributes))
            .startSpan();
    Span oldest = spans.add(span);
    if (oldest != null) {
      oldest.end();
    }
    return span;
  }

  @Override
  public void endSpan(String id) {
    Running unused = running();
    spans.end(id, null);
  }

  @Override
  public void endSpan(String id, Throwable error) {
    Running unused = running();
    spans.end(id, error);
  }

  @Override
  public void addSpanEvent(String id, String name, Map<String, ?> attributes) {
    Running unused = running();
    drop(
        isBlank(name)
            || !spans.addEvent(
                id, SignalAttributes.cut(name, MAX_NAME), SignalAttributes.of(attributes)));
  }

  private static boolean isBlank(@Nullable String name) {
    return name == null || name.isBlank();
  }

  @Override
  public SpanScope span(String name, SpanKind kind, Map<String, ?> attributes) {
    Span span = started(name, kind, attributes);
    return span == null ? NoSpan.INSTANCE : new BlockSpan(span, spans);
  }

  @Override
  public SignalsStatus status() {
    Running now = running;
    Running counted = now == null ? ended : now;
    SignalProviders providers = counted == null ? null : counted.providers();
    return new SignalsStatus(
        now != null,
        ModuleInfo.VERSION,
        configuration.service().name(),
        configuration.connection().endpoint(),
        configuration.connection().protocol(),
        configuration.signals(),
        now == null
            ? Optional.empty()
            : Optional.of(Duration.ofNanos(System.nanoTime() - now.sinceNanos())),
        providers == null ? 0 : providers.delivered(Signal.METRICS),
        providers == null ? 0 : providers.delivered(Signal.LOGS),
        providers == null ? 0 : providers.delivered(Signal.TRACES),
        providers == null ? 0 : providers.failed(),
        dropped.sum());
  }

  @Override
  public boolean flush(Duration timeout) {
    SignalProviders providers = running().providers();
    long failedBefore = providers.failed();
    return providers.flush(deadline(timeout)) && providers.failed() == failedBefore;
  }

  /** Begins to send what waits, beside all else that is sent when the application stops. */
  public void prepareClose() {
    closing.begin();
    Running now = running;
    if (now != null) {
      now.providers().beginFlush();
    }
  }

  @Override
  public boolean shutdown(Duration timeout) {
    return shutdown(deadline(timeout));
  }

  private boolean shutdown(StopDeadline deadline) {
    Running now;
    lifecycle.lock();
    try {
      shutDown = true;
      now = running;
      running = null;
      if (now != null) {
        ended = now;
      }
    } finally {
      lifecycle.unlock();
    }
    if (now == null) {
      return true;
    }
    spans.removeAll().forEach(Span::end);
    long failedBefore = now.providers().failed();
    boolean delivered = now.providers().flush(deadline) && now.providers().failed() == failedBefore;
    now.providers().close();
    long lost = now.providers().failed() - failedBefore;
    if (lost > 0) {
      LOG.warn(
          "{} data points, records and spans of SignalsClient were not delivered before it stopped",
          lost);
    }
    return delivered;
  }

  @Override
  public void close() {
    boolean unused = shutdown(closing);
  }

  private static StopDeadline deadline(Duration timeout) {
    Duration positive = timeout.isNegative() ? Duration.ZERO : timeout;
    StopDeadline deadline =
        new StopDeadline(positive.compareTo(LONGEST_WAIT) < 0 ? positive : LONGEST_WAIT);
    deadline.begin();
    return deadline;
  }

  @Override
  public SignalsConfiguration configuration() {
    return configuration;
  }
}
