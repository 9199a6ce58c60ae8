package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.EventIds;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;
import io.routeflow.micronaut.queue.PendingEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Takes events from the queue, asks the application's rules, and makes batches of the rest. */
final class BatchMaker {

  private final EventQueue queue;
  private final Ledger ledger;
  private final Progress progress;
  private final List<ShouldCapture> rules;
  private final DebugLog debug;
  private final Observers observers;
  private final InternalErrors errors;
  private final int maxEvents;

  BatchMaker(
      RouteflowConfiguration configuration,
      EventQueue queue,
      Ledger ledger,
      Progress progress,
      List<ShouldCapture> rules,
      DebugLog debug,
      Observers observers,
      InternalErrors errors) {
    this.maxEvents = configuration.maxEventsPerBatch();
    this.queue = queue;
    this.ledger = ledger;
    this.progress = progress;
    this.rules = rules;
    this.debug = debug;
    this.observers = observers;
    this.errors = errors;
  }

  /** The next batch, or {@code null} where nothing that may be sent waits. */
  @Nullable Delivery next() {
    List<RequestEvent> events = new ArrayList<>(Math.min(maxEvents, queue.size()));
    int taken = 0;
    while (events.size() < maxEvents) {
      PendingEvent pending = queue.poll();
      if (pending == null) {
        break;
      }
      taken++;
      RequestEvent event = finish(pending);
      if (event != null) {
        events.add(event);
      }
    }
    long position = progress.taken(taken, events.size());
    return events.isEmpty() ? null : new Delivery(new EventBatch(newId(), events), position);
  }

  private @Nullable RequestEvent finish(PendingEvent pending) {
    try {
      RequestEvent event = pending.toEvent();
      if (isWanted(event)) {
        debug.captured(event);
        observers.waiting(event);
        return event;
      }
      ledger.dropped(DropReason.FILTERED, 1);
    } catch (Throwable e) {
      errors.report("flush", e);
      ledger.dropped(DropReason.VALIDATION, 1);
    }
    return null;
  }

  private boolean isWanted(RequestEvent event) {
    for (ShouldCapture rule : rules) {
      try {
        if (!rule.shouldCapture(event)) {
          return false;
        }
      } catch (Throwable e) {
        errors.report("shouldCapture", e);
        return false;
      }
    }
    return true;
  }

  /** Also the idempotency key of the batch's delivery. */
  static UUID newId() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return EventIds.version7(System.currentTimeMillis(), random.nextLong(), random.nextLong());
  }
}
