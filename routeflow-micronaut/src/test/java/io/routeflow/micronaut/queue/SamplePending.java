package io.routeflow.micronaut.queue;

import io.routeflow.micronaut.event.RequestEvent;

/** What waits in the queue, for tests. */
public record SamplePending(int number, long endedAt) implements PendingEvent {

  public static SamplePending number(int number) {
    return new SamplePending(number, number);
  }

  @Override
  public RequestEvent toEvent() {
    return SampleEvent.number(number);
  }
}
