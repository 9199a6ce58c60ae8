package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.EventObserver;
import io.routeflow.micronaut.spi.ExportResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Sends each batch until it is accepted or dropped for a reason, with as many attempts as the
 * settings allow. Confined to the lane's thread.
 */
final class BatchSender {

  private final String destination;
  private final ExportAttempt attempts;
  private final DeliveryThread thread;
  private final LaneState state;
  private final LaneLog log;
  private final EventObserver observers;
  private final InternalErrors errors;
  private final RetryPolicy retries;
  private final int maxAttempts;
  private final InFlight inFlight;
  private final Backlog backlog;
  private final Replay replay;
  private final PartQueue parts;
  private final RateLimitGate gate = new RateLimitGate(System.nanoTime());
  private volatile boolean down; // the last attempt has failed

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
    this.state = state;
    this.log = log;
    this.observers = observers;
    this.errors = errors;
    this.retries = new RetryPolicy(settings.retry().base());
    this.maxAttempts = settings.retry().maxAttempts();
    this.parts = new PartQueue(settings.queueMaxsize());
    this.backlog = backlog;
    this.replay = replay;
    this.inFlight = new InFlight(state, thread, replay, settings.maxBatchesInFlight());
    replay.sender(
        batch -> {
          inFlight.count();
          attempt(batch);
        });
  }

  /** What to run, on the lane's thread, when there may be room for another batch. */
  void onRoom(Runnable listener) {
    inFlight.onRoom(listener);
  }

  /** Whether another batch may be sent now. */
  boolean hasRoom() {
    return inFlight.hasRoom() && gate.isOpen(System.nanoTime());
  }

  /** Whether the last attempt has failed; for any thread. */
  boolean hasFailed() {
    return down;
  }

  /** Starts the delivery of a new batch, which has its outcome also where that fails. */
  void send(PendingBatch batch) {
    try {
      inFlight.add(batch);
      backlog.writeAhead(batch);
    } catch (Throwable e) {
      goOnAfter(batch, e);
    }
    attempt(batch);
  }

  /**
   * Starts the delivery of new batches that go to disk before.
   *
   * @param open whether batches may be sent, as far as there is room
   */
  void send(DiskGroup group, boolean open) {
    backlog.write(group);
    for (PendingBatch batch : group.batches()) {
      try {
        if (open && hasRoom()) {
          send(batch);
        } else {
          sendLater(batch, batch != group.batches().get(0));
        }
      } catch (Throwable e) {
        goOnAfter(batch, e);
      }
    }
  }

  /**
   * Takes a new batch for which there is no room: on disk, and in memory too where it may be sent
   * soon. What no disk takes waits as far as that is bounded, further where it is of a group.
   */
  private void sendLater(PendingBatch batch, boolean grouped) {
    backlog.writeAhead(batch);
    boolean fits = parts.fits(batch);
    if (fits && !down && batch.file() != null) {
      parts.add(batch);
    } else if (keepOnDisk(batch)) {
      replay.kept();
    } else if (fits || (grouped && parts.fitsOfGroup(batch))) {
      parts.add(batch);
    } else {
      drop(batch, DropReason.QUEUE_FULL);
    }
  }

  /** Puts a batch on disk without an attempt, or without a further one; that ends it here. */
  private boolean keepOnDisk(PendingBatch batch) {
    if (batch.isSettled() || !backlog.keepOnDisk(batch)) {
      return false;
    }
    inFlight.finished(batch);
    return true;
  }

  /** Puts everything on disk that is not delivered yet, as far as that is possible. */
  void moveToDisk() {
    List<PendingBatch> rest = new ArrayList<>(inFlight.all());
    rest.addAll(parts.all());
    PendingBatch tried = replay.current();
    if (tried != null && !backlog.isOnDiskAgain(tried)) {
      rest.add(tried);
    }
    rest.removeIf(PendingBatch::isSettled);
    for (DiskGroup group : DiskGroup.of(rest)) {
      if (!keepOnDisk(group)) {
        return;
      }
    }
    parts.clear();
    backlog.moveToDisk();
  }

  /** Puts batches on disk, as {@link #keepOnDisk(PendingBatch)} each; whether the disk works. */
  boolean keepOnDisk(DiskGroup group) {
    backlog.write(group);
    for (PendingBatch batch : group.batches()) {
      // one that cannot be written is no reason to lose the others
      if (!keepOnDisk(batch) && !backlog.isOnDisk()) {
        return false;
      }
    }
    return true;
  }

  /** Starts the delivery of a part that waits for room; {@code false} where there is none. */
  boolean sendPart() {
    PendingBatch part = parts.poll();
    if (part != null && !part.isSettled()) {
      send(part);
    }
    return part != null;
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
        state.ledger().retried();
      }
      attempts.start(batch.batch(), result -> conclude(batch, result), this::blocked);
    } catch (Throwable e) {
      errors.report(Stage.EXPORT, e, destination);
      conclude(batch, ExportAttempt.INTERNAL_ERROR);
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
      goOnAfter(batch, e);
    }
  }

  /** What was counted before it failed stays so; only what would have followed is made up for. */
  private void goOnAfter(PendingBatch batch, Throwable error) {
    errors.report(Stage.EXPORT, error, destination);
    if (batch.isReplayed() && replay.current() != batch) {
      // it was put back
      replay.kept();
    } else if (!batch.isSettled()) {
      drop(batch, DropReason.VALIDATION);
    } else if (batch.isReplayed()) {
      replay.dropped();
      inFlight.count();
    } else {
      inFlight.finished(batch);
      replay.kept();
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
      backlog.settle(batch, null);
      finish(batch);
      log.accepted();
      if (batch.isReplayed()) {
        replay.succeeded();
        inFlight.count();
      } else {
        replay.destinationWorks();
      }
    }
  }

  private void retryOrDrop(PendingBatch batch, ExportResult.Retry retry) {
    wentDown(retry.cause());
    if (retry.retryAfter() != null) {
      inFlight.roomMadeAfter(gate.closeFor(retry.retryAfter(), System.nanoTime()));
    }
    if (batch.isReplayed()) {
      replay.failed(batch);
      inFlight.count();
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

  private void failed(String cause) {
    state.ledger().failedAt(Instant.now());
    observers.attemptFailed(destination, cause);
  }

  /** From now on what does not fit the waiting room goes to disk. */
  private void wentDown(String cause) {
    failed(cause);
    if (!down) {
      down = true;
      inFlight.roomMade();
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
      inFlight.finished(batch);
      replay.kept();
    } else {
      drop(batch, retry.reason());
    }
  }

  private void reject(PendingBatch batch, DropReason reason, String cause) {
    failed(cause);
    log.rejected(cause, batch.size());
    drop(batch, reason);
  }

  /** Both parts wait for room like any batch, or are kept where it was: a flush waits for those. */
  private void halve(PendingBatch batch) {
    // first, since a batch that has its outcome and no halves would be lost
    List<PendingBatch> halves = batch.halves();
    if (batch.settle()) {
      if (!backlog.putBack(batch, halves)) {
        parts.addAll(halves);
        backlog.replace(batch, halves);
      }
      inFlight.leave(batch);
      if (batch.isReplayed()) {
        replay.dropped();
        inFlight.count();
        inFlight.roomMade();
      }
    }
  }

  private void drop(PendingBatch batch, DropReason reason) {
    if (batch.settle()) {
      backlog.settle(batch, reason);
      finish(batch);
      if (batch.isReplayed()) {
        replay.dropped();
        inFlight.count();
      }
    }
  }

  private void finish(PendingBatch batch) {
    state.room().release(batch.bytes());
    inFlight.finished(batch);
  }
}
