package io.routeflow.micronaut.delivery.spool;

import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.RandomEvents;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Batches of a seed, with ids in their order. */
final class SampleBatches {

  private final RandomEvents random;
  private int made;

  SampleBatches(long seed) {
    random = new RandomEvents(seed);
  }

  EventBatch next(int events) {
    List<Event> list = new ArrayList<>();
    for (int i = 0; i < events; i++) {
      list.add(random.next());
    }
    return new EventBatch(new UUID(0x7000L, ++made), list);
  }
}
