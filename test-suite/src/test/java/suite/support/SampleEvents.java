package suite.support;

import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventIds;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.PendingEvent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/** Events made without a request, for bursts that no client on the same machine could send. */
public final class SampleEvents {

  private SampleEvents() {}

  /** Puts events into the queue of an application as fast as it takes them. */
  public static void offer(TestApplication application, int count) {
    EventQueue queue = application.context().getBean(EventQueue.class);
    EventLedger ledger = application.context().getBean(EventLedger.class);
    for (int i = 0; i < count; i++) {
      ledger.captured();
      queue.offer(pending(i));
    }
  }

  /** An event that ends now and waits. */
  public static PendingEvent pending(int number) {
    long endedAt = System.nanoTime();
    return new PendingEvent() {
      @Override
      public RequestEvent toEvent() {
        return event(number);
      }

      @Override
      public long endedAt() {
        return endedAt;
      }
    };
  }

  public static RequestEvent event(int number) {
    Instant now = Instant.now();
    return new RequestEvent(
        new EventIdentity(
            EventIds.version7(now.toEpochMilli(), number, number),
            now,
            new UUID(0x4000L, number).toString(),
            number + 1L,
            0),
        RequestEvent.UNKNOWN_ROUTE,
        "GET",
        "/orders/{id}",
        "Orders.show",
        200,
        EventStatus.SUCCESS,
        1_000L * number,
        EventParts.of(null, null),
        Map.of());
  }
}
