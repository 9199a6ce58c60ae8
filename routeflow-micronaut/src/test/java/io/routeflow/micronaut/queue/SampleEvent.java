package io.routeflow.micronaut.queue;

import io.routeflow.micronaut.EventStatus;
import io.routeflow.micronaut.EventType;
import io.routeflow.micronaut.RequestEvent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Events for tests. */
public final class SampleEvent {

  private SampleEvent() {}

  public static RequestEvent number(int number) {
    return new RequestEvent(
        EventType.REQUEST,
        new UUID(0x7000L, number),
        Instant.ofEpochMilli(1_763_631_000_417L + number),
        "trace-" + number,
        number + 1L,
        0,
        RequestEvent.UNKNOWN_ROUTE,
        "GET",
        "/orders/{id}",
        "Orders.show",
        200,
        EventStatus.SUCCESS,
        12_384_567L,
        null,
        null,
        Map.of());
  }
}
