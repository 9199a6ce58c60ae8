package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.diagnostics.InternalErrors;
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
  private final Duration interval;
  private final @Nullable LateExporters late;

  /** These events are passed on even where they fill no batch. */
  private EventQueue.@Nullable Mark due;

  /**
   * See the class.
   *
   * @param interval the time between two ticks
   * @param late makes exporters that are missing; {@code null} where this one lets nothing pass and
   *     is to be replaced as soon as that is possible
   */
  EventDispatcher(
      EventQueue queue,
      ChunkReader chunks,
      Destinations destinations,
      DropNotifier drops,
      InternalErrors errors,
      Duration interval,
      @Nullable LateExporters late) {
    this.queue = queue;
    this.chunks = chunks;
    this.destinations = destinations;
    this.drops = drops;
    this.errors = errors;
    this.interval = interval;
    this.late = late;
  }

  /** Whether it is to be replaced as soon as that is possible. */
  boolean isProvisional() {
    return late == null;
  }

  /** The time between two ticks that the destinations need. */
  Duration interval() {
    return interval;
  }

  /** Passes on whatever waits, and notifies of what was lost. */
  void tick() {
    if (late != null) {
      late.tick(interval);
    }
    passAll();
    destinations.tick(interval);
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
      errors.report("delivery", e);
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
