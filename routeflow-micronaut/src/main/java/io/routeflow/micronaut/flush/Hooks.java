package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.queue.EventObserver;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What others bring to the delivery.
 *
 * @param rules which events may be sent
 * @param observers who watch what becomes of events
 * @param dropListeners who are told of a full queue
 * @param clock tells the time to the log, should there be one of that name
 */
@Singleton
record Hooks(
    List<ShouldCapture> rules,
    List<EventObserver> observers,
    List<QueueDropListener> dropListeners,
    @Named(DeliveryThread.NAME) @Nullable Clock clock) {

  /** In place of hooks that cannot be made: nothing is sent, since a rule may be among them. */
  static Hooks refusing() {
    return new Hooks(List.of(event -> false), List.of(), List.of(), null);
  }
}
