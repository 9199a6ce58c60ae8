package io.routeflow.micronaut.flush;

import io.micronaut.scheduling.annotation.Scheduled;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes events from the queue to the courier: whatever waits once an interval, and full batches as
 * soon as they are there, as long as not too many batches are under way. All on the delivery
 * thread.
 */
@Singleton
final class Flusher {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  /** Checked text, where a placeholder would be raw. */
  private static final String INTERVAL =
      "#{ctx[io.routeflow.micronaut.configuration.RouteflowConfiguration].flushIntervalText()}";

  private final DeliveryThread thread;
  private final EventQueue queue;
  private final Ledger ledger;
  private final BatchMaker batches;
  private final Courier courier;
  private final Progress progress;
  private final InternalErrors errors;
  private final List<QueueDropListener> dropListeners;
  private final QueueFullReport queueFull = new QueueFullReport();
  private final int queueMaxsize;

  /** Events up to this place in the queue go out even where they fill no batch. */
  private long flushUpTo;

  Flusher(
      RouteflowConfiguration configuration,
      DeliveryThread thread,
      EventQueue queue,
      Ledger ledger,
      BatchMaker batches,
      Courier courier,
      Progress progress,
      InternalErrors errors,
      List<QueueDropListener> dropListeners) {
    this.thread = thread;
    this.queue = queue;
    this.ledger = ledger;
    this.batches = batches;
    this.courier = courier;
    this.progress = progress;
    this.errors = errors;
    this.dropListeners = dropListeners;
    this.queueMaxsize = configuration.queueMaxsize();
    queue.onBatchFull(() -> thread.execute(this::pump));
    courier.onRoom(this::pump);
  }

  /** Sends whatever waits; the first time after an interval, since nothing waits at the start. */
  @Scheduled(scheduler = DeliveryThread.NAME, initialDelay = INTERVAL, fixedDelay = INTERVAL)
  void tick() {
    courier.prepare();
    flushUpTo(queue.accepted());
    reportDrops();
  }

  /** Asks the delivery thread to send whatever stands before a place in the queue. */
  void flushSoon(long target) {
    thread.execute(() -> flushUpTo(target));
  }

  /**
   * Ends the delivery: reports what is to be reported, and drops what has no outcome yet. Waits
   * until that is counted.
   */
  void finish(Duration time) {
    Future<?> counted = thread.submit(this::dropRest);
    try {
      counted.get(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | CancellationException e) {
      LOG.debug("The delivery thread did not count what is left", e);
    } finally {
      // a later tick would find the beans gone, and make them anew
      thread.stop();
    }
  }

  private void dropRest() {
    courier.abandonAll();
    int left = 0;
    while (queue.poll() != null) {
      left++;
    }
    progress.taken(left, 0);
    ledger.dropped(DropReason.SHUTDOWN, left);
    reportDrops();
  }

  private void flushUpTo(long target) {
    flushUpTo = Math.max(flushUpTo, target);
    pump();
  }

  /**
   * Sends what is due while there is room. Where there is none the queue's signal stays spent, so
   * that an outage does not wake this thread for every event; the courier calls when there is room.
   */
  private void pump() {
    try {
      while (courier.hasRoom()) {
        if (!courier.sendPart() && !sendNew()) {
          return;
        }
      }
    } catch (Throwable e) {
      errors.report("flush", e);
    }
  }

  private boolean sendNew() {
    if (!isDue()) {
      queue.rearm();
      if (!isDue()) {
        return false;
      }
    }
    Delivery delivery = batches.next();
    if (delivery != null) {
      courier.send(delivery);
    }
    return true;
  }

  private boolean isDue() {
    return queue.hasFullBatch() || queue.taken() < flushUpTo;
  }

  private void reportDrops() {
    long dropped = ledger.droppedBy(DropReason.QUEUE_FULL);
    long fresh = queueFull.newDrops(dropped);
    if (fresh > 0) {
      dropListeners.forEach(listener -> tell(listener, fresh));
    }
    String line = queueFull.line(dropped, queueMaxsize, Instant.now());
    if (line != null) {
      LOG.warn(line);
    }
  }

  private void tell(QueueDropListener listener, long dropped) {
    try {
      listener.onQueueDrop(dropped);
    } catch (Throwable e) {
      errors.report("onQueueDrop", e);
    }
  }
}
