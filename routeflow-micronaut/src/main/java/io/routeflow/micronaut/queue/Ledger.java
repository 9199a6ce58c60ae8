package io.routeflow.micronaut.queue;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.RouteflowStats;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The only place that counts. At rest {@code captured = sent + waiting + every drop}; the tests
 * hold it to that.
 */
@Internal
@Singleton
public final class Ledger {

  private static final long NEVER = Long.MIN_VALUE;

  private final LongAdder captured = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final LongAdder sent = new LongAdder();
  private final LongAdder retries = new LongAdder();
  private final LongAdder bytes = new LongAdder();
  private final Map<DropReason, LongAdder> dropped = new EnumMap<>(DropReason.class);
  private final AtomicLong lastErrorAt = new AtomicLong(NEVER);

  /** A ledger in which nothing is counted yet. */
  public Ledger() {
    for (DropReason reason : DropReason.values()) {
      dropped.put(reason, new LongAdder());
    }
  }

  /** A request has ended that is to become an event. */
  public void captured() {
    captured.increment();
  }

  /** An event came when the queue was closed; it counts as enqueued, and is lost behind that. */
  public void late() {
    late.increment();
  }

  /** The destination has accepted events. */
  public void sent(int events) {
    sent.add(events);
  }

  /** Events are lost. */
  public void dropped(DropReason reason, int events) {
    counter(reason).add(events);
  }

  /** A batch is tried once more. */
  public void retried() {
    retries.increment();
  }

  /** A body of so many bytes is on its way to the ingest endpoint. */
  public void bytes(int count) {
    bytes.add(count);
  }

  /** The bytes of all bodies until now, as they were sent: packed where they are packed. */
  public long bytesSent() {
    return bytes.sum();
  }

  /** An attempt has failed. */
  public void failedAt(Instant now) {
    lastErrorAt.set(now.toEpochMilli());
  }

  /** The events lost for one reason until now. */
  public long droppedBy(DropReason reason) {
    return counter(reason).sum();
  }

  /**
   * All counters, with what the caller knows.
   *
   * @param accepted events that the queue has ever taken in; it counts them itself, because a
   *     second count would cost each request as much as the first
   * @param waiting events that have no outcome yet
   */
  public RouteflowStats snapshot(long accepted, long waiting, int batchesInFlight) {
    Map<DropReason, Long> losses = new EnumMap<>(DropReason.class);
    dropped.forEach((reason, count) -> losses.put(reason, count.sum()));
    return new RouteflowStats(
        captured.sum(),
        accepted + late.sum(),
        sent.sum(),
        waiting,
        batchesInFlight,
        retries.sum(),
        losses,
        lastError());
  }

  private @Nullable Instant lastError() {
    long at = lastErrorAt.get();
    return at == NEVER ? null : Instant.ofEpochMilli(at);
  }

  private LongAdder counter(DropReason reason) {
    LongAdder counter = dropped.get(reason);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + reason);
    }
    return counter;
  }
}
