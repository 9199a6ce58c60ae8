package io.routeflow.micronaut.queue;

import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.RequestEvent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Events for tests. */
public final class SampleEvent {

  private SampleEvent() {}

  public static RequestEvent number(int number) {
    return sized(number, 0);
  }

  /** One with an attribute of so many characters; a plain one where that is 0. */
  public static RequestEvent sized(int number, int textLength) {
    return new RequestEvent(
        new EventIdentity(
            new UUID(0x7000L, number),
            Instant.ofEpochMilli(1_763_631_000_417L + number),
            "trace-" + number,
            number + 1L,
            0),
        RequestEvent.UNKNOWN_ROUTE,
        "GET",
        "/orders/{id}",
        "Orders.show",
        200,
        EventStatus.SUCCESS,
        12_384_567L,
        EventParts.of(null, null),
        textLength == 0 ? Map.of() : Map.of("text", "x".repeat(textLength)));
  }
}
