package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.EventObserver;
import io.routeflow.micronaut.spi.ExportResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends each batch until it is accepted or dropped for a reason, with as many attempts as the
 * settings allow. Confined to the lane's thread.
 */
final class BatchSender {

  private final String destination;
  private final ExportAttempt attempts;
  private final DeliveryThread thread;
  private final WaitingRoom room;
  private final LaneLedger ledger;
  private final DeliveryProgress progress;
  private final LaneLog log;
  private final EventObserver observers;
  private final InternalErrors errors;
  private final RetryPolicy retries;
  private final int maxAttempts;
  private final int maxBatchesInFlight;
  private final int maxPartEvents;
  private final Backlog backlog;
  private final Replay replay;
  private final RateLimitGate gate = new RateLimitGate(System.nanoTime());

  /** Bounded by the maximum concurrent batches. */
  private final Set<PendingBatch> inFlight = new HashSet<>();

  /**
   * Parts of batches that were too large, bounded by the events of the batches in flight, and
   * batches that are on disk and would fit the waiting room.
   */
  private final Deque<PendingBatch> parts = new ArrayDeque<>();

  private Runnable onRoom = () -> {};

  /** The last attempt has failed. */
  private volatile boolean down;

  BatchSender(
      String destination,
      LaneSettings settings,
      ExportAttempt attempts,
      DeliveryThread thread,
      LaneState state,
      LaneLog log,
      Backlog backlog,
      Replay replay,
      EventObserver observers,
      InternalErrors errors) {
    this.destination = destination;
    this.attempts = attempts;
    this.thread = thread;
    this.room = state.room();
    this.ledger = state.ledger();
    this.progress = state.progress();
    this.log = log;
    this.observers = observers;
    this.errors = errors;
    this.retries = new RetryPolicy(settings.retry().base());
    this.maxAttempts = settings.retry().maxAttempts();
    this.maxBatchesInFlight = settings.maxBatchesInFlight();
    this.maxPartEvents = settings.queueMaxsize();
    this.backlog = backlog;
    this.replay = replay;
    replay.sender(this::sendKept);
  }

  /** What to run, on the lane's thread, when there may be room for another batch. */
  void onRoom(Runnable listener) {
    onRoom = listener;
  }

  /** Whether another batch may be sent now. */
  boolean hasRoom() {
    return inFlight.size() < maxBatchesInFlight && gate.isOpen(System.nanoTime());
  }

  /** Whether the last attempt has failed; for any thread. */
  boolean isDown() {
    return down;
  }

  /** Starts the delivery of a new batch. */
  void send(PendingBatch batch) {
    inFlight.add(batch);
    countInFlight();
    backlog.writeAhead(batch);
    attempt(batch);
  }

  /**
   * Takes a new batch for which there is no room: on disk, and in memory too where it may be sent
   * soon. What no disk takes waits as far as that is bounded.
   */
  void sendLater(PendingBatch batch) {
    backlog.writeAhead(batch);
    boolean fits = partEvents() + batch.size() <= maxPartEvents;
    if (fits && !down && batch.file() != null) {
      parts.add(batch);
    } else if (keepOnDisk(batch)) {
      replay.kept();
    } else if (fits) {
      parts.add(batch);
    } else {
      drop(batch, DropReason.QUEUE_FULL);
    }
  }

  /** Puts a batch on disk without an attempt, or without a further one; that ends it here. */
  boolean keepOnDisk(PendingBatch batch) {
    if (batch.isSettled() || !backlog.keepOnDisk(batch)) {
      return false;
    }
    kept(batch);
    return true;
  }

  /** Puts everything on disk that is not delivered yet, as far as that is possible. */
  void moveToDisk() {
    List<PendingBatch> rest = new ArrayList<>(inFlight);
    rest.addAll(parts);
    PendingBatch kept = replay.current();
    if (kept != null && !backlog.isOnDiskAgain(kept)) {
      rest.add(kept);
    }
    for (PendingBatch batch : rest) {
      // one that cannot be written is no reason to lose the others
      if (!batch.isSettled() && !keepOnDisk(batch) && !backlog.isOnDisk()) {
        return;
      }
    }
    parts.clear();
    backlog.moveToDisk();
  }

  private int partEvents() {
    return parts.stream().mapToInt(PendingBatch::size).sum();
  }

  private void kept(PendingBatch batch) {
    if (batch.settle()) {
      leave(batch);
      progress.finished(batch.position(), batch.size());
    }
  }

  /** Starts an attempt with a batch that was kept, beside those in flight. */
  private void sendKept(PendingBatch batch) {
    countInFlight();
    attempt(batch);
  }

  private void countInFlight() {
    ledger.batchesInFlight(inFlight.size() + (replay.current() == null ? 0 : 1));
  }

  /** Starts the delivery of a part that waits for room; {@code false} where there is none. */
  boolean sendPart() {
    PendingBatch part = parts.poll();
    if (part == null) {
      return false;
    }
    if (!part.isSettled()) {
      send(part);
    }
    return true;
  }

  private void attempt(PendingBatch batch) {
    if (batch.isSettled()) {
      return;
    }
    try {
      long closed = gate.remaining(System.nanoTime());
      if (closed > 0) {
        thread.executeAfter(() -> attempt(batch), closed);
        return;
      }
      if (batch.nextAttempt() > 1) {
        ledger.retried();
      }
      attempts.start(batch.batch(), result -> conclude(batch, result), this::blocked);
    } catch (Throwable e) {
      errors.report("export", e, destination);
      String cause = e.getClass().getSimpleName();
      conclude(batch, new ExportResult.Retry(DropReason.HTTP_5XX, cause, null));
    }
  }

  private void conclude(PendingBatch batch, ExportResult result) {
    if (batch.isSettled()) {
      return;
    }
    try {
      log.outcome(batch, result);
      act(batch, result);
    } catch (Throwable e) {
      errors.report("export", e, destination);
      drop(batch, DropReason.VALIDATION);
    }
  }

  private void act(PendingBatch batch, ExportResult result) {
    if (result instanceof ExportResult.Accepted) {
      accept(batch);
    } else if (result instanceof ExportResult.Retry retry) {
      retryOrDrop(batch, retry);
    } else if (result instanceof ExportResult.TooLarge && batch.size() > 1) {
      halve(batch);
    } else if (result instanceof ExportResult.TooLarge tooLarge) {
      reject(batch, tooLarge.reason(), tooLarge.cause());
    } else if (result instanceof ExportResult.Rejected rejected) {
      reject(batch, rejected.reason(), rejected.cause());
    }
  }

  private void accept(PendingBatch batch) {
    if (batch.settle()) {
      down = false;
      if (backlog.settle(batch, null)) {
        observers.sent(destination, batch.batch(), batch.attempts());
      }
      finish(batch);
      log.accepted();
      if (batch.isReplayed()) {
        replay.succeeded();
        countInFlight();
      } else {
        replay.destinationWorks();
      }
    }
  }

  private void retryOrDrop(PendingBatch batch, ExportResult.Retry retry) {
    wentDown(retry.cause());
    if (retry.retryAfter() != null) {
      closeGate(retry.retryAfter());
    }
    if (batch.isReplayed()) {
      replay.failed(batch);
      countInFlight();
      log.failed(retry.cause(), 0);
      return;
    }
    if (batch.attempts() >= maxAttempts) {
      keepOrDrop(batch, retry);
      return;
    }
    Duration wait = retries.delay(batch.attempts(), ThreadLocalRandom.current());
    thread.executeAfter(() -> attempt(batch), wait.toNanos());
    log.failed(retry.cause(), 0);
  }

  /** From now on what does not fit the waiting room goes to disk. */
  private void wentDown(String cause) {
    ledger.failedAt(Instant.now());
    observers.attemptFailed(destination, cause);
    if (!down) {
      down = true;
      thread.execute(onRoom);
    }
  }

  /** An exporter that does not return is an outage like any other; it keeps what it has. */
  private void blocked(String cause) {
    wentDown(cause);
    log.failed(cause, 0);
  }

  /** First the line, so that it is in the log when nothing waits any more. */
  private void keepOrDrop(PendingBatch batch, ExportResult.Retry retry) {
    boolean kept = backlog.keep(batch);
    log.failed(retry.cause(), kept ? 0 : batch.size());
    if (kept) {
      kept(batch);
      replay.kept();
    } else {
      drop(batch, retry.reason());
    }
  }

  private void closeGate(Duration asked) {
    thread.executeAfter(onRoom, gate.closeFor(asked, System.nanoTime()));
  }

  private void reject(PendingBatch batch, DropReason reason, String cause) {
    ledger.failedAt(Instant.now());
    observers.attemptFailed(destination, cause);
    log.rejected(cause, batch.size());
    drop(batch, reason);
  }

  /** Both parts wait for room like any batch: halving must not multiply the batches in flight. */
  private void halve(PendingBatch batch) {
    // first, since a batch that has its outcome and no halves would be lost
    List<PendingBatch> halves = batch.halves();
    if (batch.settle()) {
      backlog.replace(batch, halves);
      parts.addAll(halves);
      leave(batch);
      if (batch.isReplayed()) {
        replay.dropped();
        thread.execute(onRoom);
      }
    }
  }

  private void drop(PendingBatch batch, DropReason reason) {
    if (batch.settle()) {
      if (backlog.settle(batch, reason)) {
        observers.dropped(destination, batch.batch(), reason, batch.attempts());
      }
      finish(batch);
      if (batch.isReplayed()) {
        replay.dropped();
        countInFlight();
      }
    }
  }

  private void finish(PendingBatch batch) {
    room.release(batch.bytes());
    // first, so that no batch is in flight any more where no event waits
    leave(batch);
    progress.finished(batch.position(), batch.size());
  }

  private void leave(PendingBatch batch) {
    if (inFlight.remove(batch)) {
      countInFlight();
      thread.execute(onRoom);
    }
  }
}
