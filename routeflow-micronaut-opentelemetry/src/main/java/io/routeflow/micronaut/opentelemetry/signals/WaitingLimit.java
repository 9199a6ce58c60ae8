package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many spans or records may wait for their delivery, those in flight included. The SDK's own
 * queues drop what is too much without a count that can be read. Thread-safe; never waits.
 */
final class WaitingLimit {

  private final int max;
  private final Runnable onDrop;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * A limit.
   *
   * @param max what may wait
   * @param onDrop runs for each span or record above it
   */
  WaitingLimit(int max, Runnable onDrop) {
    this.max = max;
    this.onDrop = onDrop;
  }

  /** Whether one more may wait. */
  boolean admits() {
    if (waiting.incrementAndGet() <= max) {
      return true;
    }
    waiting.decrementAndGet();
    onDrop.run();
    return false;
  }

  /** Gives the room of so many back when their outcome is known. */
  CompletableResultCode until(CompletableResultCode outcome, int count) {
    return outcome.whenComplete(() -> waiting.addAndGet(-count));
  }
}
