package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.delivery.lane.DeliveryThread;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.spi.DestinationListener;
import io.routeflow.micronaut.spi.EventObserver;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What the application and other parts of the module plug into the delivery.
 *
 * @param rules which events may be sent
 * @param observers watch what becomes of events
 * @param destinationListeners learn the names of the destinations
 * @param dropListeners are notified of a full queue
 * @param nanoTime the clock of the log lines where there is one of that name, else the system's
 */
@Singleton
record ApplicationHooks(
    List<ShouldCapture> rules,
    List<EventObserver> observers,
    List<DestinationListener> destinationListeners,
    List<QueueDropListener> dropListeners,
    @Named(DeliveryThread.NAME) @Nullable LongSupplier nanoTime) {

  /** In place of hooks that cannot be made: nothing is sent, since a rule may be among them. */
  static ApplicationHooks refusing() {
    return new ApplicationHooks(List.of(event -> false), List.of(), List.of(), List.of(), null);
  }

  /**
   * The rules to ask, in their order.
   *
   * @param successToo whether events that succeeded may be kept
   */
  List<ShouldCapture> rules(boolean successToo) {
    if (successToo) {
      return rules;
    }
    List<ShouldCapture> all = new ArrayList<>();
    all.add(event -> event.status() != EventStatus.SUCCESS);
    all.addAll(rules);
    return all;
  }

  /** The clock of the log lines. */
  LongSupplier clock() {
    return nanoTime == null ? System::nanoTime : nanoTime;
  }
}
