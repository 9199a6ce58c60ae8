package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.queue.EventQueue;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from the queue to the lanes of all destinations: whatever waits once an interval,
 * and full batches as soon as they are there. Confined to the dispatcher's thread, which never
 * waits for a destination.
 */
final class EventDispatcher {

  private final EventQueue queue;
  private final ChunkReader chunks;
  private final Destinations destinations;
  private final DropNotifier drops;
  private final InternalErrors errors;
  private final Duration defaultInterval;
  private final @Nullable LateExporters late;

  /** These events are passed on even where they fill no batch. */
  private EventQueue.@Nullable Mark due;

  /**
   * See the class.
   *
   * @param defaultInterval the time between two ticks where there is no destination
   * @param late makes exporters that are missing; {@code null} where this one lets nothing pass and
   *     is to be replaced as soon as that is possible
   */
  EventDispatcher(
      EventQueue queue,
      ChunkReader chunks,
      Destinations destinations,
      DropNotifier drops,
      InternalErrors errors,
      Duration defaultInterval,
      @Nullable LateExporters late) {
    this.queue = queue;
    this.chunks = chunks;
    this.destinations = destinations;
    this.drops = drops;
    this.errors = errors;
    this.defaultInterval = defaultInterval;
    this.late = late;
  }

  /** Whether it is to be replaced as soon as that is possible. */
  boolean isProvisional() {
    return late == null;
  }

  /** The time until the next tick: what the destinations need that there are by now. */
  Duration interval() {
    Duration shortest = destinations.shortestInterval(defaultInterval);
    boolean isComplete = late != null && !late.areMissing();
    return isComplete || shortest.compareTo(LateExporters.LONGEST_TICK) < 0
        ? shortest
        : LateExporters.LONGEST_TICK;
  }

  /** Passes on whatever waits, and notifies of what was lost. */
  void tick() {
    if (late != null) {
      late.tick(interval());
    }
    passAll();
    destinations.tick(interval());
    drops.notifyListeners();
  }

  /**
   * Passes on whatever waits and sends it now; returns what to wait for.
   *
   * @param destination the only one that sends at once, or {@code null} for all of them, which then
   *     try again what they have kept
   */
  Destinations.FlushMark flush(@Nullable String destination) {
    passAll();
    return destination == null ? destinations.flush() : destinations.send(destination);
  }

  /** Passes on what is due. */
  void pump() {
    try {
      while (isDue()) {
        chunks.next();
      }
    } catch (Throwable e) {
      errors.report(Stage.DELIVERY, e);
    }
  }

  /** Notifies of what was lost until now. */
  void reportDrops() {
    drops.notifyListeners();
  }

  private void passAll() {
    due = queue.mark();
    pump();
  }

  private boolean isDue() {
    if (!hasDue()) {
      queue.rearm();
      return hasDue();
    }
    return true;
  }

  private boolean hasDue() {
    return queue.hasFullBatch() || (due != null && !due.isTaken());
  }
}
