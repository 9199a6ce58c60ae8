package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.delivery.lane.EventChunk;
import io.routeflow.micronaut.diagnostics.DebugLog;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.policy.TailSampler;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.PendingEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes what waits in the queue, makes events of it, asks the application's rules and the tail
 * sampling, and passes the rest on in chunks of a batch. Confined to the dispatcher's thread.
 */
final class ChunkReader {

  private final EventQueue queue;
  private final EventLedger ledger;
  private final DispatchProgress progress;
  private final Destinations destinations;
  private final List<ShouldCapture> rules;
  private final TailSampler sampler;
  private final DebugLog debug;
  private final ObserverNotifier observers;
  private final InternalErrors errors;
  private final int maxEvents;

  ChunkReader(
      int maxEvents,
      EventQueue queue,
      EventLedger ledger,
      DispatchProgress progress,
      Destinations destinations,
      List<ShouldCapture> rules,
      TailSampler sampler,
      DebugLog debug,
      ObserverNotifier observers,
      InternalErrors errors) {
    this.maxEvents = maxEvents;
    this.queue = queue;
    this.ledger = ledger;
    this.progress = progress;
    this.destinations = destinations;
    this.rules = rules;
    this.sampler = sampler;
    this.debug = debug;
    this.observers = observers;
    this.errors = errors;
  }

  /** Passes the next chunk on; events that do not become one are counted. */
  void next() {
    Chunk chunk = new Chunk(Math.min(maxEvents, queue.size()));
    try {
      while (chunk.taken < maxEvents) {
        PendingEvent next = queue.poll();
        if (next == null) {
          break;
        }
        chunk.taken(next);
        read(next, chunk);
      }
    } catch (Throwable e) {
      errors.report(Stage.DELIVERY, e);
    }
    pass(chunk);
  }

  private void read(PendingEvent next, Chunk chunk) {
    Event event = made(next);
    if (!isWanted(event)) {
      chunk.filtered++;
      return;
    }
    Event kept = sampler.sampled(event, next.isToBeKept(), next.endedAt());
    if (kept == null) {
      chunk.sampled++;
      return;
    }
    debug.captured(kept);
    observers.pending(kept, next);
    chunk.add(kept, next.isToBeKept());
  }

  /** Where it cannot be made, what it holds of bodies is given back. */
  private static Event made(PendingEvent next) {
    try {
      return next.toEvent();
    } catch (Throwable e) {
      next.discard();
      throw e;
    }
  }

  /** Counted in any case: what is taken and never passes would wait for ever. */
  private void pass(Chunk chunk) {
    try {
      chunk.finish();
    } catch (Throwable e) {
      errors.report(Stage.DELIVERY, e);
    }
    progress.pass(chunk.taken, chunk);
  }

  private boolean isWanted(Event event) {
    for (ShouldCapture rule : rules) {
      try {
        if (!rule.shouldCapture(event)) {
          return false;
        }
      } catch (Throwable e) {
        errors.report(Stage.SHOULD_CAPTURE, e);
        return false;
      }
    }
    return true;
  }

  /**
   * What was taken at once, and what became of it. Made before anything is taken, so that nothing
   * need be made to count it.
   */
  private final class Chunk implements Runnable {

    private final List<Event> events;

    /** Those that no sampling may drop, by identity. */
    private final Set<Event> asked = Collections.newSetFromMap(new IdentityHashMap<>());

    private @Nullable EventChunk finished;
    private int taken;
    private int filtered;
    private int sampled;
    private long oldestNanos;

    Chunk(int size) {
      events = new ArrayList<>(size);
    }

    void taken(PendingEvent next) {
      oldestNanos = taken++ == 0 ? next.endedAt() : oldestNanos;
    }

    void add(Event event, boolean isToBeKept) {
      events.add(event);
      if (isToBeKept) {
        asked.add(event);
      }
    }

    void finish() {
      finished = events.isEmpty() ? null : EventChunk.of(events, oldestNanos, asked);
    }

    /** Passes it on. What is neither kept nor dropped by intent could not be made. */
    @Override
    public void run() {
      int kept = finished == null ? 0 : events.size();
      ledger.dropped(DropReason.FILTERED, filtered);
      ledger.dropped(DropReason.SAMPLED, sampled);
      ledger.dropped(DropReason.VALIDATION, taken - filtered - sampled - kept);
      if (finished != null && destinations.isEmpty()) {
        ledger.dropped(DropReason.NO_EXPORTER, kept);
        observers.undeliverable(finished);
      } else if (finished != null) {
        destinations.offer(finished);
      }
    }
  }
}
