package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.delivery.lane.DestinationLane;
import io.routeflow.micronaut.delivery.lane.EventChunk;
import io.routeflow.micronaut.delivery.lane.LaneFlush;
import io.routeflow.micronaut.event.DropReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The lanes of all destinations, the first one being that which the top counters follow. */
final class Destinations {

  static final Destinations NONE = new Destinations(List.of(), null);

  /** Read by several threads; replaced under the lock of {@link DispatchProgress}. */
  private volatile List<DestinationLane> lanes;

  private final @Nullable SpoolKeeper spool;

  Destinations(List<DestinationLane> lanes, @Nullable SpoolKeeper spool) {
    this.lanes = List.copyOf(lanes);
    this.spool = spool;
  }

  List<DestinationLane> lanes() {
    return lanes;
  }

  /** Further lanes, behind those that there are. */
  void add(List<DestinationLane> more) {
    List<DestinationLane> all = new ArrayList<>(lanes);
    all.addAll(more);
    lanes = List.copyOf(all);
  }

  boolean isEmpty() {
    return lanes.isEmpty();
  }

  List<String> names() {
    return lanes.stream().map(DestinationLane::name).toList();
  }

  /** The shortest flush interval, or a default where there is no destination. */
  Duration shortestInterval(Duration whereNone) {
    return lanes.stream()
        .map(DestinationLane::flushInterval)
        .min(Duration::compareTo)
        .orElse(whereNone);
  }

  void offer(EventChunk chunk) {
    for (DestinationLane lane : lanes) {
      lane.offer(chunk);
    }
  }

  void tick(Duration interval) {
    for (DestinationLane lane : lanes) {
      lane.tick(interval);
    }
  }

  /** Lets each lane send what it has; returns what to wait for. */
  FlushMark flush() {
    List<LaneFlush> flushes = new ArrayList<>();
    for (DestinationLane lane : lanes) {
      flushes.add(lane.flush());
    }
    return new FlushMark(flushes);
  }

  /** Lets one lane send what waits there, and no other; returns what to wait for. */
  FlushMark send(String name) {
    List<LaneFlush> flushes = new ArrayList<>();
    for (DestinationLane lane : lanes) {
      if (lane.name().equals(name)) {
        flushes.add(lane.send());
      }
    }
    return new FlushMark(flushes);
  }

  /** The last flush begins; one that ends no attempt for so long hangs. */
  void stopping(Duration patience) {
    for (DestinationLane lane : lanes) {
      lane.stopping(patience);
    }
  }

  /** Whether some of them have a disk for what is not delivered. */
  boolean hasSpool() {
    return lanes.stream().anyMatch(DestinationLane::hasSpool);
  }

  /** Puts on disk what is not delivered, where there is one; waits until a deadline at most. */
  void moveToDisk(long deadlineNanos) throws InterruptedException {
    List<Future<?>> moves = new ArrayList<>();
    for (DestinationLane lane : lanes) {
      if (lane.hasSpool()) {
        moves.add(lane.moveToDisk(deadlineNanos));
      }
    }
    for (Future<?> move : moves) {
      try {
        move.get(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
      } catch (ExecutionException | TimeoutException | CancellationException e) {
        // what is not on disk is counted as lost
      }
    }
  }

  /** Lets go of the disk; waits for that at most so long. */
  void closeSpool(Duration time) {
    if (spool != null) {
      spool.close(time);
    }
  }

  void close() {
    for (DestinationLane lane : lanes) {
      lane.close();
    }
  }

  Map<String, RouteflowStats.Destination> stats() {
    Map<String, RouteflowStats.Destination> stats = new LinkedHashMap<>();
    for (DestinationLane lane : lanes) {
      stats.put(lane.name(), lane.stats());
    }
    if (spool != null) {
      spool.expiredElsewhere().forEach((name, events) -> stats.putIfAbsent(name, expired(events)));
    }
    return stats;
  }

  /** One that only its batches on disk are known of: they were taken over, and too old. */
  private static RouteflowStats.Destination expired(long events) {
    return new RouteflowStats.Destination(
        0, 0, 0, 0, events, 0, 0, Map.of(DropReason.SPOOL_EXPIRED, events), null);
  }

  /** The events that were offered before a flush, at each destination. Immutable. */
  static final class FlushMark {

    private final List<LaneFlush> flushes;

    private FlushMark(List<LaneFlush> flushes) {
      this.flushes = flushes;
    }

    /** Waits until these events have their outcome everywhere; one deadline for all. */
    boolean awaitFinished(long deadlineNanos) throws InterruptedException {
      boolean finished = true;
      for (LaneFlush flush : flushes) {
        finished &= flush.awaitFinished(deadlineNanos - System.nanoTime());
      }
      return finished;
    }
  }
}
