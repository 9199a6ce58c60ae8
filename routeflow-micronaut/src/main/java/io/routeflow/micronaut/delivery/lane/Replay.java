package io.routeflow.micronaut.delivery.lane;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides when what is kept is tried again: the oldest batch first, one at a time beside the new
 * ones, and on after each success. It begins after a success of the destination, at most once a
 * flush interval; after a wait, also where no new event comes; and on request. Confined to the
 * lane's thread.
 */
final class Replay {

  private static final Duration SOON = Duration.ofMillis(1);

  private final Backlog backlog;
  private final Timer timer;
  private final LongSupplier nanoTime;
  private final Waits waits;
  private final Consumer<Long> onDrained;
  private Consumer<PendingBatch> sender = batch -> {};

  private @Nullable PendingBatch current;

  /** The attempts that failed since the last success. */
  private int failures;

  private long lastBegin;
  private boolean failedLast;

  /** The batch that failed last is passed over, because others succeed. */
  private boolean skipping;

  /** Of the timers that were set only the last one counts. */
  private long timerNumber;

  private boolean timerSet;
  private long timerAt;

  private long drainsRequested;

  /**
   * What is on disk waits for the next process: an attempt that is begun now may be cut off, and
   * the destination would get it twice. The answer to one in flight is waited for.
   */
  private volatile boolean stopping;

  /**
   * Nothing is tried yet.
   *
   * @param onDrained takes the number of a drain, on request, that has come to its end
   */
  Replay(
      Backlog backlog, Timer timer, LongSupplier nanoTime, Waits waits, Consumer<Long> onDrained) {
    this.backlog = backlog;
    this.timer = timer;
    this.nanoTime = nanoTime;
    this.waits = waits;
    this.onDrained = onDrained;
    this.lastBegin = nanoTime.getAsLong() - waits.betweenBegins().toNanos();
  }

  /** What starts an attempt with a batch, and calls {@link #succeeded} or another in the end. */
  void sender(Consumer<PendingBatch> attempt) {
    sender = attempt;
  }

  /** From now on only what is in memory is tried, and that on request; for any thread. */
  void stopping() {
    stopping = true;
  }

  /** The batch that is being tried. */
  @Nullable PendingBatch current() {
    return current;
  }

  /** Something is kept that was not. */
  void kept() {
    if (current == null) {
      set(waits.after(failures));
    }
  }

  /** The destination has accepted a new batch, so that what is kept may succeed too. */
  void destinationWorks() {
    failures = 0;
    if (current != null || backlog.isEmpty()) {
      return;
    }
    long wait = lastBegin + waits.betweenBegins().toNanos() - nanoTime.getAsLong();
    if (wait <= 0) {
      begin();
    } else {
      set(Duration.ofNanos(wait));
    }
  }

  /** Tries what is kept now, whatever was before; reports when that has come to its end. */
  void drain(long number) {
    drainsRequested = number;
    if (current == null) {
      begin();
    } else if (current.isSpooled() && !backlog.hasMemory() && !isAwaited(current)) {
      drained();
    }
  }

  /** Not where the destination has asked for a pause, so that nothing is in flight. */
  private boolean isAwaited(PendingBatch batch) {
    return stopping && batch.attempts() > 0;
  }

  /** The batch that was tried is accepted. */
  void succeeded() {
    failures = 0;
    failedLast = false;
    next();
  }

  /** The batch that was tried is dropped: the destination rejects it. */
  void dropped() {
    next();
  }

  /** The batch that was tried may be accepted later. */
  void failed(PendingBatch batch) {
    current = null;
    failures++;
    failedLast = true;
    skipping = false;
    backlog.putBack(batch);
    drained();
    set(waits.after(failures));
  }

  private void begin() {
    if (stopping && drainsRequested == 0) {
      return;
    }
    lastBegin = nanoTime.getAsLong();
    skipping = failedLast && failures == 0;
    next();
  }

  private void next() {
    timerNumber++;
    timerSet = false;
    current =
        stopping && !backlog.hasMemory()
            ? null
            : backlog.next(stopping || drainsRequested > 0, skipping);
    if (current != null && current.isSpooled()) {
      // what is on disk is safe, so that no one needs to wait for it
      drained();
    }
    if (current != null) {
      sender.accept(current);
      return;
    }
    drained();
    if (!backlog.isEmpty()) {
      // the disk fails, or has much that cannot be sent
      set(backlog.isOnDisk() ? SOON : waits.longest());
    }
  }

  private void drained() {
    if (drainsRequested > 0) {
      onDrained.accept(drainsRequested);
      drainsRequested = 0;
    }
  }

  private void set(Duration wait) {
    long at = nanoTime.getAsLong() + wait.toNanos();
    if (timerSet && timerAt - at <= 0) {
      return;
    }
    long number = ++timerNumber;
    timerSet = true;
    timerAt = at;
    timer.after(() -> onTimer(number), wait.toNanos());
  }

  private void onTimer(long number) {
    if (number == timerNumber) {
      timerSet = false;
      if (current == null) {
        begin();
      }
    }
  }

  /** Runs a task on the lane's thread later. */
  @FunctionalInterface
  interface Timer {

    /** After so many nanoseconds. */
    void after(Runnable task, long delayNanos);
  }

  /**
   * How long it waits.
   *
   * @param first before the first attempt; doubles with each failure
   * @param longest before any attempt
   * @param betweenBegins from one begin after a success of the destination to the next
   */
  record Waits(Duration first, Duration longest, Duration betweenBegins) {

    /** Before an attempt, after so many failures in a row. */
    Duration after(int failures) {
      return new Backoff(first, longest).after(failures);
    }
  }
}
