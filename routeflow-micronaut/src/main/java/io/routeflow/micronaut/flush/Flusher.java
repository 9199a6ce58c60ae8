package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;

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

  /** Events up to this place in the queue go out even where they fill no batch. */
  private long flushUpTo;

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
    flushUpTo(queue.accepted());
    drops.tell();
  }

  /** Sends whatever stands before a place in the queue. */
  void flushUpTo(long target) {
    flushUpTo = Math.max(flushUpTo, target);
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
    return queue.hasFullBatch() || queue.taken() < flushUpTo;
  }
}
