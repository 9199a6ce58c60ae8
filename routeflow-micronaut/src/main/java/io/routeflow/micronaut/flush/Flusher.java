package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;
import org.jspecify.annotations.Nullable;

/**
 * Takes events from the queue to the courier: whatever waits once an interval, and full batches as
 * soon as they are there, as long as not too many batches are under way. Confined to the delivery
 * thread.
 */
final class Flusher {

  private final EventQueue queue;
  private final Ledger ledger;
  private final BatchMaker batches;
  private final Courier courier;
  private final Progress progress;
  private final DropReports drops;
  private final InternalErrors errors;

  /** These events go out even where they fill no batch. */
  private EventQueue.@Nullable Mark due;

  Flusher(
      EventQueue queue,
      Ledger ledger,
      BatchMaker batches,
      Courier courier,
      Progress progress,
      DropReports drops,
      InternalErrors errors) {
    this.queue = queue;
    this.ledger = ledger;
    this.batches = batches;
    this.courier = courier;
    this.progress = progress;
    this.drops = drops;
    this.errors = errors;
    courier.onRoom(this::pump);
  }

  /** Sends whatever waits, and tells of what was lost. */
  void tick() {
    flush();
    drops.tell();
  }

  /** Sends whatever waits now: all that did when somebody asked for this, or it is under way. */
  void flush() {
    due = queue.mark();
    pump();
  }

  /** Ends the delivery: drops what has no outcome yet, and tells of what was lost. */
  void dropRest() {
    courier.abandonAll();
    int left = 0;
    while (queue.poll() != null) {
      left++;
    }
    progress.taken(left, 0);
    ledger.dropped(DropReason.SHUTDOWN, left);
    drops.tell();
  }

  /**
   * Sends what is due while there is room. Where there is none the queue's signal stays spent, so
   * that an outage does not wake this thread for every event; the courier calls when there is room.
   */
  void pump() {
    try {
      while (courier.hasRoom()) {
        if (!courier.sendPart() && !sendNew()) {
          return;
        }
      }
    } catch (Throwable e) {
      errors.report("flush", e);
    }
  }

  private boolean sendNew() {
    if (!isDue()) {
      queue.rearm();
      if (!isDue()) {
        return false;
      }
    }
    Delivery delivery = batches.next();
    if (delivery != null) {
      courier.send(delivery);
    }
    return true;
  }

  private boolean isDue() {
    return queue.hasFullBatch() || (due != null && !due.isTaken());
  }
}
