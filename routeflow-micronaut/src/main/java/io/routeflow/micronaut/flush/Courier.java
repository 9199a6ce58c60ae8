package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.EventExporter;
import io.routeflow.micronaut.ExportResult;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sees each batch through to one outcome: accepted, or dropped for a reason, after as many attempts
 * as the settings allow. Confined to the delivery thread.
 */
final class Courier {

  /** Longest obedience to a {@code Retry-After}. */
  private static final Duration MAX_RETRY_AFTER = Duration.ofSeconds(60);

  private final Exporters exporters;
  private final Attempts attempts;
  private final DeliveryThread thread;
  private final Ledger ledger;
  private final Progress progress;
  private final DeliveryLog log;
  private final Observers observers;
  private final InternalErrors errors;
  private final Backoff backoff;
  private final int maxAttempts;
  private final int maxBatchesInFlight;
  private final RateLimitGate gate = new RateLimitGate(System.nanoTime());

  /** Bounded by the batches that may be under way at a time. */
  private final Set<Delivery> underWay = new HashSet<>();

  /** Parts of batches that were too large; bounded by the events of the batches under way. */
  private final Deque<Delivery> parts = new ArrayDeque<>();

  private Runnable onRoom = () -> {};

  Courier(
      RouteflowConfiguration configuration,
      Exporters exporters,
      Attempts attempts,
      DeliveryThread thread,
      Ledger ledger,
      Progress progress,
      DeliveryLog log,
      Observers observers,
      InternalErrors errors) {
    this.exporters = exporters;
    this.attempts = attempts;
    this.thread = thread;
    this.ledger = ledger;
    this.progress = progress;
    this.log = log;
    this.observers = observers;
    this.errors = errors;
    this.backoff = new Backoff(configuration.retryBase());
    this.maxAttempts = configuration.maxAttempts();
    this.maxBatchesInFlight = configuration.maxBatchesInFlight();
  }

  /** Tells what to run, on the delivery thread, when there may be room for another batch. */
  void onRoom(Runnable listener) {
    onRoom = listener;
  }

  /** Whether another batch may set out now. */
  boolean hasRoom() {
    return underWay.size() < maxBatchesInFlight && gate.isOpen(System.nanoTime());
  }

  /** Starts the delivery of a new batch. */
  void send(Delivery delivery) {
    exporters.showOthers(delivery.batch());
    start(delivery);
  }

  /** Starts the delivery of a part that waits for room; {@code false} where there is none. */
  boolean sendPart() {
    Delivery part = parts.poll();
    if (part == null) {
      return false;
    }
    start(part);
    return true;
  }

  /** Gives up whatever has no outcome yet. */
  void abandonAll() {
    List.copyOf(underWay).forEach(delivery -> drop(delivery, DropReason.SHUTDOWN));
    for (Delivery part = parts.poll(); part != null; part = parts.poll()) {
      drop(part, DropReason.SHUTDOWN);
    }
  }

  private void start(Delivery delivery) {
    underWay.add(delivery);
    progress.batchStarted();
    attempt(delivery);
  }

  private void attempt(Delivery delivery) {
    if (delivery.isSettled()) {
      return;
    }
    Duration closed = gate.remaining(System.nanoTime());
    if (!closed.isZero()) {
      thread.executeAfter(() -> attempt(delivery), closed.toNanos());
      return;
    }
    EventExporter primary = exporters.primary();
    if (primary == null) {
      drop(delivery, DropReason.NO_EXPORTER);
    } else {
      if (delivery.begin() > 1) {
        ledger.retried();
      }
      attempts.start(delivery.batch(), primary, result -> conclude(delivery, result));
    }
  }

  private void conclude(Delivery delivery, ExportResult result) {
    if (delivery.isSettled()) {
      return;
    }
    try {
      log.outcome(delivery, result);
      act(delivery, result);
    } catch (Throwable e) {
      errors.report("flush", e);
      drop(delivery, DropReason.VALIDATION);
    }
  }

  private void act(Delivery delivery, ExportResult result) {
    if (result instanceof ExportResult.Accepted) {
      accept(delivery);
    } else if (result instanceof ExportResult.Retry retry) {
      retryOrDrop(delivery, retry);
    } else if (result instanceof ExportResult.TooLarge && delivery.size() > 1) {
      halve(delivery);
    } else if (result instanceof ExportResult.TooLarge tooLarge) {
      reject(delivery, tooLarge.reason(), tooLarge.cause());
    } else if (result instanceof ExportResult.Rejected rejected) {
      reject(delivery, rejected.reason(), rejected.cause());
    }
  }

  private void accept(Delivery delivery) {
    if (delivery.settle()) {
      ledger.sent(delivery.size());
      done(delivery);
      observers.sent(delivery);
      log.accepted();
    }
  }

  private void retryOrDrop(Delivery delivery, ExportResult.Retry retry) {
    observers.attemptFailed(retry.cause());
    if (retry.retryAfter() != null) {
      closeGate(retry.retryAfter());
    }
    if (delivery.attempts() >= maxAttempts) {
      // told first: where nothing waits any more, nothing is left to tell
      log.failed(retry.cause(), delivery.size());
      drop(delivery, retry.reason());
      return;
    }
    Duration wait = backoff.delay(delivery.attempts(), ThreadLocalRandom.current());
    thread.executeAfter(() -> attempt(delivery), wait.toNanos());
    log.failed(retry.cause(), 0);
  }

  private void closeGate(Duration asked) {
    Duration time = asked.compareTo(MAX_RETRY_AFTER) > 0 ? MAX_RETRY_AFTER : asked;
    gate.closeFor(time, System.nanoTime());
    thread.executeAfter(onRoom, time.toNanos());
  }

  private void reject(Delivery delivery, DropReason reason, String cause) {
    observers.attemptFailed(cause);
    log.rejected(cause, delivery.size());
    drop(delivery, reason);
  }

  /** Both parts wait for room like any batch: halving must not multiply what is under way. */
  private void halve(Delivery delivery) {
    if (delivery.settle()) {
      parts.addAll(delivery.halves());
      left(delivery);
    }
  }

  private void drop(Delivery delivery, DropReason reason) {
    if (delivery.settle()) {
      ledger.dropped(reason, delivery.size());
      done(delivery);
      observers.dropped(delivery, reason);
    }
  }

  private void done(Delivery delivery) {
    // first, so that nothing is under way any more where nothing waits
    left(delivery);
    progress.finished(delivery.position(), delivery.size());
  }

  private void left(Delivery delivery) {
    if (underWay.remove(delivery)) {
      progress.batchEnded();
      thread.execute(onRoom);
    }
  }
}
