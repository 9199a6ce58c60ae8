package io.routeflow.micronaut.delivery;

import io.netty.util.internal.ThreadExecutorMap;
import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.configuration.ReplayStackSettings;
import io.routeflow.micronaut.delivery.lane.DeliveryThread;
import io.routeflow.micronaut.diagnostics.SafeLog;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.LoggerFactory;
import reactor.core.scheduler.Schedulers;

/**
 * Lets the calling thread wait for the delivery of what it has just captured, where {@code
 * routeflow.replaystack.async} is off. Threads that must not block never wait: event loops, other
 * threads that Reactor knows as non-blocking, and the delivery's own. Thread-safe.
 */
final class SynchronousCapture {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  /** The longest pauses that a destination may ask for, and that the lane makes by itself. */
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

  private final FlushScheduler scheduler;
  private final boolean wanted;
  private final long limitNanos;
  private final AtomicBoolean logged = new AtomicBoolean();

  SynchronousCapture(ReplayStackSettings settings, FlushScheduler scheduler) {
    this.scheduler = scheduler;
    this.wanted = settings.isOn() && !settings.async();
    this.limitNanos = limit(settings.lane().retry()).toNanos();
  }

  /** The time within which an event with nothing in front of it has its outcome. */
  private static Duration limit(LaneSettings.Retry retry) {
    return retry.timeout().plus(LONGEST_PAUSE).multipliedBy(retry.maxAttempts());
  }

  /** Waits until what was captured before has its outcome, where the calling thread may wait. */
  void await() {
    if (!wanted || DeliveryThread.isCurrent()) {
      return;
    }
    // any thread may be of Netty's kind; one that works off an event loop is known to it
    if (ThreadExecutorMap.currentExecutor() != null || Schedulers.isInNonBlockingThread()) {
      logOnce();
      return;
    }
    try {
      boolean unused = scheduler.flush(ReplayStackSettings.NAME, System.nanoTime() + limitNanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void logOnce() {
    if (logged.compareAndSet(false, true)) {
      LOG.warn(
          "routeflow.replaystack.async is false, but an event was captured on a thread that must"
              + " not block; such events are sent in the background");
    }
  }
}
