package io.routeflow.micronaut.opentelemetry.metrics;

import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Internal;
import io.micronaut.core.order.Ordered;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.otlp.SignalDelivery;
import io.routeflow.micronaut.opentelemetry.otlp.StopDeadline;
import io.routeflow.micronaut.spi.RequestObserver;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Counts all requests, also those that sampling or rules keep from becoming events, and has the SDK
 * send the sums. Thread-safe.
 *
 * <p>The SDK is started on a thread of its own, so that neither the start of the application nor a
 * request waits for its classes; requests that end before are kept, up to {@link #MAX_EARLY}. The
 * thread waits for the first of them, or ten seconds, in which an application has started: loading
 * some 800 classes beside that would hold it up where processors are few.
 */
@Internal
public final class RequestMeters
    implements RequestObserver, ApplicationEventListener<ShutdownEvent>, Ordered, AutoCloseable {

  /**
   * Requests that are kept until the SDK has started; further ones are lost to the metrics, and a
   * line says how many.
   */
  static final int MAX_EARLY = 10_000;

  private static final int START_DELAY_SECONDS = 10;
  private static final long A_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private final StopDeadline deadline;
  private final ReentrantLock lock = new ReentrantLock();

  /** Open from the first request on, and once the application stops. */
  private final CountDownLatch wanted = new CountDownLatch(1);

  private final CountDownLatch startOver = new CountDownLatch(1);
  private @Nullable List<Ended> early = new ArrayList<>();

  /** Guarded by the lock until the start is over, and not changed afterwards. */
  private long lost;

  private volatile @Nullable Started started;
  private @Nullable CompletableResultCode lastFlush;

  /** Once the sums are sent at the start of a stop, and whether a request has ended after that. */
  private volatile boolean lastFlushBegun;

  private volatile boolean endedLater;

  /** A request that has ended, as {@link RequestInstruments#record} counts it. */
  private record Ended(String route, String method, int status, boolean aborted, long nanos) {}

  /**
   * What records once it is there.
   *
   * @param provider the SDK's
   * @param instruments the instruments made of it
   * @param delivery what the provider sends by
   */
  record Started(
      SdkMeterProvider provider, RequestInstruments instruments, SignalDelivery delivery) {}

  /** Starts what records in the background. */
  RequestMeters(String name, Duration shutdownTimeout, Supplier<Started> start) {
    this.deadline = new StopDeadline(shutdownTimeout);
    Thread thread = new Thread(() -> start(start), "routeflow-" + name + "-metrics");
    thread.setDaemon(true);
    thread.start();
  }

  private void start(Supplier<Started> start) {
    Started made = null;
    try {
      boolean isWanted = wanted.await(START_DELAY_SECONDS, TimeUnit.SECONDS);
      // a stop before any request has nothing to send
      made = isWanted && keepsNone() ? null : start.get();
    } catch (LinkageError e) {
      LOG.warn(
          "A library of OpenTelemetry is missing or of another version ({}); no metrics are sent",
          String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException | Error e) {
      // also an error of memory: what is kept until the start is over must go
      LOG.warn("No metrics are sent: {}", String.valueOf(e.getMessage()));
    }
    try {
      List<Ended> kept = taken(made);
      if (made != null) {
        for (Ended request : kept) {
          record(made, request);
        }
      }
    } finally {
      startOver.countDown();
    }
    // none is added any more
    if (made != null && lost > 0) {
      LOG.warn("{} requests that came before the metrics had started are not in them", lost);
    }
  }

  /**
   * What was kept, to be recorded without the lock: from here on requests are recorded as they end,
   * and none waits on its event loop for those before it.
   */
  private List<Ended> taken(@Nullable Started made) {
    lock.lock();
    try {
      List<Ended> kept = early;
      early = null;
      started = made;
      return kept == null ? List.of() : kept;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void requestEnded(String route, String target, String method, int statusCode, long nanos) {
    ended(new Ended(route, method, statusCode, false, nanos));
  }

  @Override
  public void requestUnanswered(String route, String target, String method, long nanos) {
    ended(new Ended(route, method, RequestInstruments.NO_STATUS, false, nanos));
  }

  @Override
  public void requestAborted(
      String route, String target, String method, int statusCode, boolean statusSent, long nanos) {
    int status = statusSent ? statusCode : RequestInstruments.NO_STATUS;
    ended(new Ended(route, method, status, true, nanos));
  }

  private void ended(Ended request) {
    Started known = started;
    if (known == null) {
      known = keep(request);
    }
    if (known != null) {
      record(known, request);
    }
  }

  private void record(Started known, Ended request) {
    try {
      known
          .instruments()
          .record(
              request.route(),
              request.method(),
              request.status(),
              request.aborted(),
              request.nanos());
      if (lastFlushBegun) {
        endedLater = true;
      }
    } catch (RuntimeException | LinkageError e) {
      LOG.debug("A request is not in the metrics", e);
    }
  }

  /** Keeps the request until the start is over; what has started where it is over already. */
  private @Nullable Started keep(Ended request) {
    lock.lock();
    try {
      List<Ended> kept = early;
      if (kept == null) {
        return started;
      }
      if (kept.size() < MAX_EARLY) {
        kept.add(request);
      } else {
        lost++;
      }
      wanted.countDown();
      return null;
    } finally {
      lock.unlock();
    }
  }

  private boolean keepsNone() {
    lock.lock();
    try {
      return early == null || early.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** Before the last flush of events, beside which the last metrics are sent. */
  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }

  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    deadline.begin();
    wanted.countDown();
    Started known = started;
    if (known != null && lastFlush == null) {
      lastFlushBegun = true;
      lastFlush = known.provider().forceFlush();
    }
  }

  /** Sends the last sums, by the deadline of the stop. */
  @Override
  public void close() {
    deadline.begin();
    wanted.countDown();
    Started known = awaitStarted();
    if (known == null) {
      return;
    }
    CompletableResultCode flushed = lastFlush == null ? known.provider().forceFlush() : lastFlush;
    deadline.await(flushed);
    if (endedLater || !flushed.isSuccess() || !known.delivery().latest().isSuccess()) {
      // one was in flight, or failed, or lacks a request; no later sums make up for these
      flushAgain(known);
    }
    known.delivery().close();
    CompletableResultCode unused = known.provider().shutdown();
  }

  /** The SDK refuses to flush until just after the request that is in flight has its outcome. */
  private void flushAgain(Started known) {
    CompletableResultCode flushed;
    do {
      deadline.await(known.delivery().latest());
      LockSupport.parkNanos(A_MOMENT_NANOS);
      flushed = known.provider().forceFlush();
      deadline.await(flushed);
    } while (!flushed.isSuccess() && deadline.remainingNanos() > 1);
  }

  private @Nullable Started awaitStarted() {
    try {
      boolean unused = startOver.await(deadline.remainingNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return started;
  }
}
