package suite.bench;

import io.routeflow.micronaut.EventStatus;
import io.routeflow.micronaut.EventType;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.queue.PendingEvent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** An ordinary event. */
public final class SampleEvent {

  /** The event. */
  public static final RequestEvent EVENT =
      new RequestEvent(
          EventType.REQUEST,
          UUID.fromString("0199f0c2-7a10-7b21-8f00-1d2e3f405162"),
          Instant.parse("2026-11-20T09:30:00.417Z"),
          "550e8400-e29b-41d4-a716-446655440000",
          0x00f067aa0ba902b7L,
          0,
          "/checkout",
          "GET",
          "/orders/{id}",
          "OrderController.show",
          200,
          EventStatus.SUCCESS,
          12_384_000,
          null,
          null,
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

  private SampleEvent() {}
}
