package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.queue.EventObserver;
import io.routeflow.micronaut.queue.InternalErrors;
import java.util.List;
import java.util.function.Consumer;

/** Tells those who watch; none of them can disturb the delivery. */
final class Observers {

  private final List<EventObserver> observers;
  private final InternalErrors errors;

  Observers(List<EventObserver> observers, InternalErrors errors) {
    this.observers = observers;
    this.errors = errors;
  }

  void waiting(RequestEvent event) {
    tell(observer -> observer.waiting(event));
  }

  void sent(Delivery delivery) {
    tell(observer -> observer.sent(delivery.batch(), delivery.attempts()));
  }

  void dropped(Delivery delivery, DropReason reason) {
    tell(observer -> observer.dropped(delivery.batch(), reason, delivery.attempts()));
  }

  void attemptFailed(String cause) {
    tell(observer -> observer.attemptFailed(cause));
  }

  private void tell(Consumer<EventObserver> news) {
    if (observers.isEmpty()) {
      return;
    }
    for (EventObserver observer : observers) {
      try {
        news.accept(observer);
      } catch (Throwable e) {
        errors.report("flush", e);
      }
    }
  }
}
