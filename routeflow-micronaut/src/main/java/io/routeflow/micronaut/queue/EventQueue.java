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
  private volatile Runnable onBatchFull = () -> {};
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

  /** Puts an event into the queue, or counts it as dropped. Never waits, never throws. */
  public void offer(PendingEvent event) {
    if (closed) {
      ledger.enqueued();
      ledger.dropped(DropReason.SHUTDOWN, 1);
      return;
    }
    if (!queue.offerIfBelowThreshold(event, maxSize)) {
      ledger.dropped(DropReason.QUEUE_FULL, 1);
      return;
    }
    ledger.enqueued();
    if (!signalled.get() && hasFullBatch() && signalled.compareAndSet(false, true)) {
      onBatchFull.run();
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

  /** Lets the next full batch signal again; called when the delivery thread has looked. */
  public void rearm() {
    signalled.set(false);
  }

  /** From now on every event is counted as dropped because the application stops. */
  public void close() {
    closed = true;
  }
}
