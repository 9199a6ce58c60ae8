package io.routeflow.micronaut.flush;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Prototype;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivery as the application sees it: statistics, flush on demand, and the last flush.
 *
 * <p>The last flush listens to the event that precedes the end of the beans, because by the time
 * that beans are destroyed the HTTP client may be closed already.
 *
 * <p>It is the factory of the statistics too, since a factory of their own would cost the start of
 * the application one more definition.
 */
@Context
@Factory
final class DeliveryControl implements Routeflow, ApplicationEventListener<ShutdownEvent> {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  /** Enough to count what is left; only an application's rule that blocks could need more. */
  private static final Duration GIVE_UP_TIME = Duration.ofMillis(500);

  private static final Duration LONGEST_WAIT = Duration.ofNanos(Long.MAX_VALUE);

  private final EventQueue queue;
  private final Ledger ledger;
  private final Progress progress = new Progress();
  private final FlushSchedule schedule;
  private final DeliveryThread thread = new DeliveryThread();
  private final Duration shutdownTimeout;
  private final AtomicBoolean stopped = new AtomicBoolean();

  DeliveryControl(
      RouteflowConfiguration configuration,
      EventQueue queue,
      Ledger ledger,
      InternalErrors errors,
      BeanProvider<Hooks> hooks,
      BeanProvider<Exporters> exporters) {
    this.queue = queue;
    this.ledger = ledger;
    this.shutdownTimeout = configuration.shutdownTimeout();
    this.schedule =
        new FlushSchedule(
            thread,
            queue,
            new Wiring(configuration, queue, ledger, errors, thread, progress, hooks, exporters),
            errors);
    schedule.start(configuration.flushInterval());
  }

  /** A new snapshot each time, also for whom the statistics are injected. */
  @Prototype
  @Override
  public RouteflowStats stats() {
    // first, so that no event has its outcome before it is counted
    long finished = progress.finished();
    long accepted = queue.accepted();
    return ledger.snapshot(accepted, accepted - finished, progress.batchesInFlight());
  }

  @Override
  public boolean flush(Duration timeout) {
    EventQueue.Mark mark = queue.mark();
    schedule.flushSoon();
    try {
      return progress.awaitFinished(mark, nanos(timeout));
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

  /** The last flush. */
  @Override
  public void onApplicationEvent(ShutdownEvent event) {
    if (!stopped.compareAndSet(false, true)) {
      return;
    }
    long deadline = System.nanoTime() + shutdownTimeout.toNanos();
    flush(shutdownTimeout);
    queue.close();
    // once more, for what ended while the first flush was under way
    boolean complete = flush(Duration.ofNanos(deadline - System.nanoTime()));
    schedule.finish(GIVE_UP_TIME);
    if (!complete) {
      LOG.warn(
          "Stopped after {} ms with events undelivered: {} were dropped",
          shutdownTimeout.toMillis(),
          ledger.droppedBy(DropReason.SHUTDOWN));
    }
  }

  /** For a context that ends without having started. */
  @PreDestroy
  void end() {
    thread.stop();
  }
}
