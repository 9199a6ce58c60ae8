package io.routeflow.micronaut.queue;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Where events wait for delivery: many threads offer and never wait, one thread takes. When it is
 * full the new event is dropped, so that what is already promised is kept.
 */
@Internal
@Singleton
public final class EventQueue {

  private final MpscAtomicArrayQueue<PendingEvent> queue;
  private final int maxSize;
  private final int batchSize;
  private final Ledger ledger;
  private final AtomicBoolean signalled = new AtomicBoolean();
  private volatile @Nullable Runnable onBatchFull;
  private volatile boolean closed;

  /** A queue of the configured size. */
  public EventQueue(RouteflowConfiguration configuration, Ledger ledger) {
    this.maxSize = configuration.queueMaxsize();
    this.batchSize = Math.min(configuration.maxEventsPerBatch(), maxSize);
    this.queue = new MpscAtomicArrayQueue<>(maxSize);
    this.ledger = ledger;
  }

  /** Tells whom to wake when a full batch waits. */
  public void onBatchFull(Runnable signal) {
    onBatchFull = signal;
  }

  /**
   * Puts an event into the queue, or counts it as dropped. Never waits, never throws.
   *
   * <p>Producers ask nothing of each other beyond the one exchange that takes a place: an event
   * that finds fewer than a batch less one before it completes no batch, so there is nothing to
   * look at after it. The one that does complete a batch cannot pass that way. It takes its place
   * first and reads the signal afterwards, while the consumer rearms the signal first and looks at
   * the places afterwards ({@link #rearm}), so one of the two sees the full batch.
   */
  public void offer(PendingEvent event) {
    if (closed) {
      ledger.late();
      ledger.dropped(DropReason.SHUTDOWN, 1);
    } else if (signalled.get() || !queue.offerIfBelowThreshold(event, batchSize - 1)) {
      offerAsMaybeTheLastOfABatch(event);
    }
  }

  private void offerAsMaybeTheLastOfABatch(PendingEvent event) {
    if (!queue.offerIfBelowThreshold(event, maxSize)) {
      ledger.dropped(DropReason.QUEUE_FULL, 1);
    } else if (!signalled.get() && hasFullBatch() && signalled.compareAndSet(false, true)) {
      wake();
    }
  }

  private void wake() {
    Runnable signal = onBatchFull;
    if (signal != null) {
      signal.run();
    }
  }

  /** The next event, or {@code null}; for the delivery thread only. */
  public @Nullable PendingEvent poll() {
    return queue.poll();
  }

  /** How many events were ever put into the queue. */
  public long accepted() {
    return queue.currentProducerIndex();
  }

  /** How many events were ever taken. */
  public long taken() {
    return queue.currentConsumerIndex();
  }

  /** How many events wait. */
  public int size() {
    return queue.size();
  }

  /** Whether a full batch waits. */
  public boolean hasFullBatch() {
    return queue.size() >= batchSize;
  }

  /**
   * Lets the next full batch signal again. For the delivery thread, which must look once more
   * afterwards: a batch that was completed before this has spent its signal.
   */
  public void rearm() {
    signalled.set(false);
  }

  /** From now on every event is counted as dropped because the application stops. */
  public void close() {
    closed = true;
  }
}
