package io.routeflow.micronaut.queue;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens to events before they are offered to a destination; what happens there is
 * counted for each of them. At rest {@code captured + adopted = sent + waiting + spooled + every
 * drop}, with what the first destination has counted; the tests hold the two to that. Thread-safe.
 */
@Internal
@Singleton
public final class EventLedger {

  private final LongAdder captured = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final LongAdder payloadsOmitted = new LongAdder();
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);

  /** By {@link System#nanoTime()}; meaningful once there was one. */
  private volatile long lastTick;

  private volatile boolean ticked;

  /** A ledger in which nothing is counted yet. */
  public EventLedger() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  /** A request or a piece of work has ended that is to become an event. */
  public void captured() {
    captured.increment();
  }

  /** An event came when the queue was closed; it counts as enqueued, and is lost behind that. */
  public void late() {
    late.increment();
  }

  /** A body was left out of an event for want of memory. */
  public void payloadOmitted() {
    payloadsOmitted.increment();
  }

  /** Events are lost to all destinations. */
  public void dropped(DropReason reason, int events) {
    counter(reason).add(events);
  }

  /** A body of so many bytes is being sent to the ingest endpoint. */
  public void bytes(int count) {
    bytes.add(count);
  }

  /** The dispatcher has ended a tick, whatever came of it. */
  public void ticked(long now) {
    lastTick = now;
    ticked = true;
  }

  /** The time since the dispatcher's last tick; {@code null} before the first. */
  public @Nullable Duration sinceLastTick(long now) {
    return ticked ? Duration.ofNanos(now - lastTick) : null;
  }

  /** The bytes of all bodies until now, as they were sent: packed where they are packed. */
  public long bytesSent() {
    return bytes.sum();
  }

  /** The events lost to all destinations for one reason until now. */
  public long droppedBy(DropReason reason) {
    return counter(reason).sum();
  }

  /**
   * All counters, with what the caller knows.
   *
   * @param accepted events that the queue has ever taken in; it counts them itself, because a
   *     second count would cost each request as much as the first
   * @param waiting events that are accepted and not yet offered to the destinations
   * @param abandoned events that the stop has found there
   * @param destinations what is counted at each destination, the first one first
   */
  public RouteflowStats snapshot(
      long accepted,
      long waiting,
      long abandoned,
      Map<String, RouteflowStats.Destination> destinations) {
    RouteflowStats.@Nullable Destination first =
        destinations.isEmpty() ? null : destinations.values().iterator().next();
    Map<DropReason, Long> losses = new EnumMap<>(DropReason.class);
    dropped.forEach(
        (reason, count) ->
            losses.put(reason, count.sum() + (first == null ? 0 : first.dropped(reason))));
    losses.merge(DropReason.SHUTDOWN, abandoned, Long::sum);
    return new RouteflowStats(
        captured.sum(),
        accepted + late.sum(),
        first == null ? 0 : first.sent(),
        waiting + (first == null ? 0 : first.waiting()),
        first == null ? 0 : first.batchesInFlight(),
        first == null ? 0 : first.retries(),
        losses,
        payloadsOmitted.sum(),
        first == null ? null : first.lastErrorAt(),
        destinations);
  }

  private LongAdder counter(DropReason reason) {
    LongAdder counter = dropped.get(reason);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + reason);
    }
    return counter;
  }
}
