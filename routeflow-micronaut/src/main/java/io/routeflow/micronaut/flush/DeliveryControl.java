package io.routeflow.micronaut.flush;

import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.Ledger;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery as the application sees it: statistics, flush on demand, and the last flush.
 *
 * <p>The last flush listens to the event that precedes the end of the beans, because by the time
 * that beans are destroyed the HTTP client may be closed already.
 */
@Context
final class DeliveryControl implements Routeflow {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  /** Enough to count what is left; only an application's rule that blocks could need more. */
  private static final Duration GIVE_UP_TIME = Duration.ofMillis(500);

  private static final Duration LONGEST_WAIT = Duration.ofNanos(Long.MAX_VALUE);

  private final EventQueue queue;
  private final Ledger ledger;
  private final Progress progress;
  private final Flusher flusher;
  private final DeliveryThread thread;
  private final Duration shutdownTimeout;
  private final AtomicBoolean stopped = new AtomicBoolean();

  DeliveryControl(
      RouteflowConfiguration configuration,
      EventQueue queue,
      Ledger ledger,
      Progress progress,
      Flusher flusher,
      LazyExporters exporters,
      DeliveryThread thread) {
    this.thread = thread;
    this.queue = queue;
    this.ledger = ledger;
    this.progress = progress;
    this.flusher = flusher;
    this.shutdownTimeout = configuration.shutdownTimeout();
    if (configuration.endpoint().isEmpty()) {
      LOG.info(
          "routeflow.endpoint is not set: requests are counted, and events {}",
          exporters.get().primary() == null
              ? "are sent nowhere"
              : "go to the application's exporter");
    }
  }

  @Override
  public RouteflowStats stats() {
    long finished = progress.finished();
    long accepted = queue.accepted();
    return ledger.snapshot(accepted, accepted - finished, progress.batchesInFlight());
  }

  @Override
  public boolean flush(Duration timeout) {
    long target = queue.accepted();
    flusher.flushSoon(target);
    try {
      return progress.awaitFinished(target, nanos(timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Some wait for ever by a duration that no number of nanoseconds can hold. */
  private static long nanos(Duration timeout) {
    if (timeout.isNegative()) {
      return 0;
    }
    return timeout.compareTo(LONGEST_WAIT) < 0 ? timeout.toNanos() : Long.MAX_VALUE;
  }

  /**
   * The last flush. The thread ends with it: a tick in the middle of the context's end would make
   * beans anew.
   */
  @EventListener
  void stop(ShutdownEvent event) {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    long deadline = System.nanoTime() + shutdownTimeout.toNanos();
    flush(shutdownTimeout);
    queue.close();
    // once more, for what ended while the first flush was under way
    boolean complete = flush(Duration.ofNanos(deadline - System.nanoTime()));
    flusher.finish(GIVE_UP_TIME);
    thread.stop();
    if (!complete) {
      LOG.warn(
          "Stopped after {} ms with events undelivered: {} were dropped",
          shutdownTimeout.toMillis(),
          ledger.droppedBy(DropReason.SHUTDOWN));
    }
  }

  /** Makes the statistics injectable; each lookup is a new snapshot. */
  @Factory
  static final class Snapshots {

    @Prototype
    RouteflowStats stats(Routeflow routeflow) {
      return routeflow.stats();
    }
  }
}
