package suite.bench;

import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.queue.PendingEvent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** An ordinary event. */
public final class SampleEvent {

  /** The event. */
  public static final RequestEvent EVENT =
      new RequestEvent(
          new EventIdentity(
              UUID.fromString("0199f0c2-7a10-7b21-8f00-1d2e3f405162"),
              Instant.parse("2026-11-20T09:30:00.417Z"),
              "550e8400-e29b-41d4-a716-446655440000",
              0x00f067aa0ba902b7L,
              0),
          "/checkout",
          "GET",
          "/orders/{id}",
          "OrderController.show",
          200,
          EventStatus.SUCCESS,
          12_384_000,
          EventParts.of(null, null),
          Map.of());

  /** The same, waiting in the queue. */
  public static final PendingEvent PENDING =
      new PendingEvent() {
        @Override
        public RequestEvent toEvent() {
          return EVENT;
        }

        @Override
        public long endedAt() {
          return 0;
        }
      };

  private static final AtomicLong NEXT = new AtomicLong();

  private SampleEvent() {}

  /** One like it with an id of its own, waiting in the queue. */
  public static PendingEvent fresh() {
    UUID id = new UUID(EVENT.eventId().getMostSignificantBits(), NEXT.incrementAndGet());
    return new PendingEvent() {
      @Override
      public RequestEvent toEvent() {
        return new RequestEvent(
            new EventIdentity(id, EVENT.timestamp(), EVENT.traceId(), 0x00f067aa0ba902b7L, 0),
            "/checkout",
            "GET",
            "/orders/{id}",
            "OrderController.show",
            200,
            EventStatus.SUCCESS,
            12_384_000,
            EventParts.of(null, null),
            Map.of());
      }

      @Override
      public long endedAt() {
        return 0;
      }
    };
  }
}
