package io.routeflow.micronaut.delivery;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.http.HttpRequest;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.DestinationSettings;
import io.routeflow.micronaut.configuration.ReplayStackSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.spi.CallCapture;
import io.routeflow.micronaut.spi.EventCapture;
import jakarta.annotation.PreDestroy;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Delivery as the application sees it: statistics, flush on demand, and the last flush.
 *
 * <p>The last flush listens to the event that precedes the end of the beans, because by the time
 * that beans are destroyed the HTTP client may be closed already.
 */
@Context
final class RouteflowDelivery implements Routeflow, ApplicationEventListener<ShutdownEvent> {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  /** Enough to report what was dropped; only a hook that blocks could need more. */
  private static final Duration REPORT_TIME = Duration.ofMillis(500);

  /** Enough for some thousand events, as they are sent in batches. */
  private static final Duration MAX_DISK_TIME = Duration.ofMillis(500);

  private static final Duration LONGEST_WAIT = Duration.ofNanos(Long.MAX_VALUE / 2);

  private final EventQueue queue;
  private final DispatchProgress progress;
  private final FlushScheduler scheduler;
  private final BeanProvider<EventCapture> capture;

  /** Once it was asked for: to ask costs more than a breadcrumb may. */
  private volatile @Nullable EventCapture events;

  private final BeanProvider<DestinationSettings> settings;
  private final SynchronousCapture synchronous;

  /** There where outgoing calls are recorded. */
  private final BeanProvider<CallCapture> calls;

  private final InternalErrors errors;
  private final Duration shutdownTimeout;
  private final AtomicBoolean stopped = new AtomicBoolean();

  RouteflowDelivery(
      RouteflowConfiguration configuration,
      EventQueue queue,
      DispatchProgress progress,
      FlushScheduler scheduler,
      ReplayStackSettings replayStack,
      BeanProvider<EventCapture> capture,
      BeanProvider<CallCapture> calls,
      BeanProvider<DestinationSettings> settings,
      InternalErrors errors) {
    this.errors = errors;
    this.settings = settings;
    this.capture = capture;
    this.calls = calls;
    this.synchronous = new SynchronousCapture(replayStack, scheduler);
    this.queue = queue;
    this.progress = progress;
    this.scheduler = scheduler;
    this.shutdownTimeout = configuration.module().shutdownTimeout();
    if (!scheduler.start()) {
      errors.contextClosed();
    }
  }

  @Override
  public RouteflowStats stats() {
    return progress.stats();
  }

  @Override
  public boolean flush(@Nullable Duration timeout) {
    return flushUntil(System.nanoTime() + nanos(timeout));
  }

  private boolean flushUntil(long deadlineNanos) {
    try {
      return scheduler.flush(deadlineNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Some wait for ever by a duration that no number of nanoseconds can hold. */
  private static long nanos(@Nullable Duration timeout) {
    if (timeout == null || timeout.isNegative()) {
      return 0;
    }
    return (timeout.compareTo(LONGEST_WAIT) < 0 ? timeout : LONGEST_WAIT).toNanos();
  }

  /** The last flush: one deadline for all destinations. */
  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    // an interrupted thread would wait for nothing, and lose what there is time for
    boolean interrupted = Thread.interrupted();
    try {
      stop();
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void stop() {
    long deadline = System.nanoTime() + shutdownTimeout.toNanos();
    long timeForDisk = timeForDisk().toNanos();
    long flushed = deadline - timeForDisk;
    progress.stopping(Duration.ofNanos((shutdownTimeout.toNanos() - timeForDisk) / 2));
    flushUntil(flushed);
    queue.close();
    // once more, for what ended during the first flush: there is a disk for it, if nothing else
    passOn(flushed + timeForDisk / 2, flushed);
    Destinations destinations = progress.destinations();
    moveToDisk(destinations, deadline);
    long abandoned = progress.close();
    destinations.closeSpool(REPORT_TIME);
    scheduler.end(REPORT_TIME);
    errors.contextClosed();
    logLosses(abandoned, progress.stats());
  }

  private void passOn(long passedNanos, long deadlineNanos) {
    try {
      boolean unused = scheduler.passOn(passedNanos, deadlineNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The part of the last flush's time that is for what it could not deliver. */
  private Duration timeForDisk() {
    Destinations known = progress.destinations();
    // they are made with the first flush, which may be the last; any of them may have a spool
    boolean disk =
        known.isEmpty() ? settings.get().spool().directory().isPresent() : known.hasSpool();
    if (!disk) {
      return Duration.ZERO;
    }
    Duration quarter = shutdownTimeout.dividedBy(4);
    return quarter.compareTo(MAX_DISK_TIME) < 0 ? quarter : MAX_DISK_TIME;
  }

  private static void moveToDisk(Destinations destinations, long deadlineNanos) {
    try {
      destinations.moveToDisk(deadlineNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** What came too late is not among them: it ended after the last flush. */
  private void logLosses(long abandoned, RouteflowStats stats) {
    Map<String, Long> losses = new LinkedHashMap<>();
    stats
        .destinations()
        .forEach((name, lane) -> losses.put(name, abandoned + lane.dropped(DropReason.SHUTDOWN)));
    if (losses.isEmpty()) {
      losses.put(QueueDropListener.ALL_DESTINATIONS, abandoned);
    }
    losses.values().removeIf(dropped -> dropped == 0);
    if (!losses.isEmpty()) {
      LOG.warn(
          "Stopped after {} ms with events undelivered: {} were dropped {}",
          shutdownTimeout.toMillis(),
          losses.values().stream().mapToLong(Long::longValue).sum(),
          losses);
    }
  }

  /** What captures; where it cannot be made, the caller goes on without. */
  private EventCapture capture() {
    EventCapture known = events;
    if (known != null) {
      return known;
    }
    try {
      EventCapture made = capture.get();
      events = made;
      return made;
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return NoCapture.INSTANCE;
    }
  }

  @Override
  public void captureEvent(CapturedEvent event) {
    capture().captureEvent(event);
    await();
  }

  @Override
  public void captureException(Throwable exception, @Nullable CapturedEvent details) {
    capture().captureException(exception, details);
    await();
  }

  private void await() {
    try {
      synchronous.await();
    } catch (Throwable e) {
      errors.report(Stage.DELIVERY, e);
    }
  }

  @Override
  public void reportError(HttpRequest<?> request, Throwable exception) {
    capture().reportError(request, exception);
  }

  @Override
  public void addBreadcrumb(String message) {
    Breadcrumb breadcrumb;
    try {
      breadcrumb = Breadcrumb.of(message);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return;
    }
    addBreadcrumb(breadcrumb);
  }

  @Override
  public void addBreadcrumb(Breadcrumb breadcrumb) {
    capture().addBreadcrumb(breadcrumb);
  }

  @Override
  public void attribute(String name, @Nullable Object value) {
    capture().attribute(name, value);
  }

  @Override
  public void keep() {
    capture().keep();
  }

  @Override
  public RouteflowScope openScope(EventType type, String name) {
    return capture().openScope(type, name);
  }

  @Override
  public HttpClient observe(HttpClient client) {
    CallCapture recorder = callCapture();
    return recorder == null ? client : recorder.observe(client);
  }

  @Override
  public <T extends @Nullable Object> T observeCall(
      String method, String host, @Nullable String template, Callable<T> call) throws Exception {
    CallCapture recorder = callCapture();
    return recorder == null ? call.call() : recorder.observeCall(method, host, template, call);
  }

  private @Nullable CallCapture callCapture() {
    try {
      return calls.isPresent() ? calls.get() : null;
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return null;
    }
  }

  /** For a context that ends without having started. */
  @PreDestroy
  void end() {
    scheduler.stop();
    errors.contextClosed();
  }
}
