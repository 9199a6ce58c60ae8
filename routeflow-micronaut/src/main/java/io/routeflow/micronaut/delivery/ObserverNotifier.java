package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.delivery.lane.DeliveryThread;
import io.routeflow.micronaut.delivery.lane.EventChunk;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.queue.PendingEvent;
import io.routeflow.micronaut.spi.EventObserver;
import io.routeflow.micronaut.spi.LocalDetails;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Notifies the observers on the dispatcher's thread, whatever thread an outcome comes from; none of
 * them can disturb the delivery. Thread-safe.
 */
final class ObserverNotifier implements EventObserver {

  /** Outcomes that wait for the dispatcher, more or less; each may hold a batch in memory. */
  private static final int MAX_WAITING = 256;

  /** The variable bytes of these batches, more or less. */
  private static final long MAX_WAITING_BYTES = 4 << 20;

  private final List<EventObserver> observers;
  private final DeliveryThread thread;
  private final InternalErrors errors;
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicLong waitingBytes = new AtomicLong();

  ObserverNotifier(List<EventObserver> observers, DeliveryThread thread, InternalErrors errors) {
    this.observers = observers;
    this.thread = thread;
    this.errors = errors;
  }

  /** With what is known of the event here only: asked for where there is an observer. */
  void pending(Event event, PendingEvent recorded) {
    if (!observers.isEmpty()) {
      waiting(event, recorded.localDetails());
    }
  }

  /** On the dispatcher's thread already. */
  @Override
  public void waiting(Event event, @Nullable LocalDetails local) {
    if (!observers.isEmpty()) {
      notifyEach(observer -> observer.waiting(event, local));
    }
  }

  @Override
  public void sent(String destination, EventBatch batch, int attempts) {
    post(batch, 1, observer -> observer.sent(destination, batch, attempts));
  }

  @Override
  public void dropped(String destination, EventBatch batch, DropReason reason, int attempts) {
    // what is left out on purpose may be nearly all: it takes no more than half of the room
    long share = reason == DropReason.FILTERED || reason == DropReason.SAMPLED ? 2 : 1;
    post(batch, share, observer -> observer.dropped(destination, batch, reason, attempts));
  }

  @Override
  public void attemptFailed(String destination, String cause) {
    post(null, 1, observer -> observer.attemptFailed(destination, cause));
  }

  /** There is no destination for these events. */
  void undeliverable(EventChunk chunk) {
    dropped(QueueDropListener.ALL_DESTINATIONS, chunk.asBatch(), DropReason.NO_EXPORTER, 0);
  }

  private void post(@Nullable EventBatch batch, long share, Consumer<EventObserver> outcome) {
    if (observers.isEmpty()) {
      return;
    }
    long size = batch == null ? 0 : size(batch);
    if (waiting.get() < MAX_WAITING / share
        && waitingBytes.get() + size <= MAX_WAITING_BYTES / share) {
      waiting.incrementAndGet();
      waitingBytes.addAndGet(size);
      try {
        thread.execute(
            () -> {
              leave(size);
              notifyEach(outcome);
            });
      } catch (Throwable e) {
        leave(size);
        errors.report(Stage.OBSERVE, e);
      }
    }
  }

  private void leave(long size) {
    waiting.decrementAndGet();
    waitingBytes.addAndGet(-size);
  }

  private static long size(EventBatch batch) {
    long size = 0;
    for (Event event : batch.events()) {
      size += event.variableBytes();
    }
    return size;
  }

  private void notifyEach(Consumer<EventObserver> outcome) {
    for (EventObserver observer : observers) {
      try {
        outcome.accept(observer);
      } catch (Throwable e) {
        errors.report(Stage.OBSERVE, e);
      }
    }
  }
}
