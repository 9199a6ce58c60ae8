package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.InternalErrors;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the flusher works: once an interval, when a full batch waits, and when somebody asks. Always
 * on the delivery thread, where it is made with the first of these. What is needed at the start of
 * the application has classes instead of lambdas, which would cost it more.
 */
final class FlushSchedule {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  private final DeliveryThread thread;
  private final EventQueue queue;
  private final Wiring wiring;
  private final InternalErrors errors;

  /** Confined to the delivery thread. */
  private @Nullable Flusher made;

  FlushSchedule(DeliveryThread thread, EventQueue queue, Wiring wiring, InternalErrors errors) {
    this.thread = thread;
    this.queue = queue;
    this.wiring = wiring;
    this.errors = errors;
  }

  /** Begins: the first time after an interval, since nothing waits at the start. */
  void start(Duration interval) {
    queue.onBatchFull(new OnBatchFull());
    thread.repeat(new Tick(), interval);
  }

  /** Asks the delivery thread to send whatever waits. */
  void flushSoon() {
    if (queue.accepted() > 0) {
      thread.execute(() -> flusher().flush());
    }
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

  /** Where nothing ever came, nothing is made for it in the end. */
  private void dropRest() {
    if (made != null || queue.accepted() > 0) {
      flusher().dropRest();
    }
  }

  private Flusher flusher() {
    Flusher flusher = made;
    if (flusher == null) {
      flusher = wiring.flusher();
      made = flusher;
    }
    return flusher;
  }

  private final class Tick implements Runnable {

    /** Whatever is thrown must not end the schedule. */
    @Override
    public void run() {
      try {
        flusher().tick();
      } catch (Throwable e) {
        errors.report("flush", e);
      }
    }
  }

  private final class OnBatchFull implements Runnable {

    /** On the thread of the event that has completed a batch. */
    @Override
    public void run() {
      thread.execute(() -> flusher().pump());
    }
  }
}
