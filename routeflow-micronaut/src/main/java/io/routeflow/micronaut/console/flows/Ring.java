package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.spi.LocalDetails;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The latest events, as many as fit: by number, by age and by bytes, whichever is first. The caller
 * sees to it that one thread at a time is here.
 */
final class Ring {

  static final int MAX_REQUESTS = 500;
  static final Duration MAX_AGE = Duration.ofMinutes(15);
  static final long MAX_BYTES = 16L * 1024 * 1024;

  /** In the order of their coming: the oldest is the first to go. */
  private final Map<UUID, Flow> flows = new LinkedHashMap<>();

  private long lastSeq;
  private long bytes;

  /**
   * Takes an event in, and lets go of the oldest ones where there is no room.
   *
   * @return the event in the ring; {@code null} where it alone is too large for it
   */
  @Nullable Flow add(Event event, @Nullable LocalDetails local, long nowMillis) {
    lastSeq++;
    expire(nowMillis);
    long size = FlowSize.of(event, local);
    if (size > MAX_BYTES) {
      return null;
    }
    forget(flows.remove(event.eventId()));
    evict(oldest -> flows.size() >= MAX_REQUESTS || bytes + size > MAX_BYTES);
    Flow flow = new Flow(lastSeq, nowMillis, size, event, local, Outcome.WAITING, null);
    flows.put(event.eventId(), flow);
    bytes += size;
    return flow;
  }

  /** Lets go of what is too old. */
  void expire(long nowMillis) {
    evict(oldest -> nowMillis - oldest.keptAt() > MAX_AGE.toMillis());
  }

  /** Notes the outcome of events; returns which of them are here. */
  List<UUID> settle(
      List<? extends Event> events, Outcome outcome, @Nullable DropReason reason, long nowMillis) {
    expire(nowMillis);
    List<UUID> settled = new ArrayList<>();
    for (Event event : events) {
      Flow known =
          flows.computeIfPresent(event.eventId(), (id, flow) -> flow.with(outcome, reason));
      if (known != null) {
        settled.add(event.eventId());
      }
    }
    return settled;
  }

  /** All of them, oldest first. */
  List<Flow> all() {
    return List.copyOf(flows.values());
  }

  @Nullable Flow find(UUID eventId) {
    return flows.get(eventId);
  }

  RingSize size() {
    return new RingSize(flows.size(), bytes);
  }

  /**
   * The number of the event that came last, whether or not it is still here; 0 before the first.
   */
  long lastSeq() {
    return lastSeq;
  }

  /** The numbers go on where they were, so that no two requests ever have the same. */
  void clear() {
    flows.clear();
    bytes = 0;
  }

  private void evict(Predicate<Flow> tooMany) {
    Iterator<Flow> oldestFirst = flows.values().iterator();
    while (oldestFirst.hasNext()) {
      Flow oldest = oldestFirst.next();
      if (!tooMany.test(oldest)) {
        return;
      }
      oldestFirst.remove();
      forget(oldest);
    }
  }

  private void forget(@Nullable Flow flow) {
    if (flow != null) {
      bytes -= flow.bytes();
    }
  }
}
