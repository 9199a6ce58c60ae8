package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * How many spans or records may wait for their delivery, those in flight included. The SDK's own
 * queues drop what is too much without a count that can be read. Thread-safe; never waits.
 */
@Internal
public final class WaitingLimit {

  private final int max;
  private final Runnable onDrop;
  private final AtomicLong admitted = new AtomicLong();
  private final AtomicLong finished = new AtomicLong();

  /**
   * A limit.
   *
   * @param max what may wait
   * @param onDrop runs for each span or record above it
   */
  public WaitingLimit(int max, Runnable onDrop) {
    this.max = max;
    this.onDrop = onDrop;
  }

  /** Whether one more may wait. */
  public boolean admits() {
    long before = admitted.get();
    while (before - finished.get() < max) {
      if (admitted.compareAndSet(before, before + 1)) {
        return true;
      }
      before = admitted.get();
    }
    onDrop.run();
    return false;
  }

  /** Gives the room of so many back when their outcome is known, or where there will be none. */
  public CompletableResultCode until(int count, Supplier<CompletableResultCode> export) {
    CompletableResultCode outcome;
    try {
      outcome = export.get();
    } catch (Throwable e) {
      finished.addAndGet(count);
      throw e;
    }
    return outcome.whenComplete(() -> finished.addAndGet(count));
  }

  /** What waits, or is in flight. */
  public long waiting() {
    return admitted.get() - finished.get();
  }

  /** What had room so far. */
  long admitted() {
    return admitted.get();
  }

  /** How much of it has its outcome. */
  long finished() {
    return finished.get();
  }
}
