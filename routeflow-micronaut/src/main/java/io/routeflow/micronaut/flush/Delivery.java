package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.EventBatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * One batch on its way: which attempt is under way, and that each attempt and the batch itself get
 * exactly one outcome, whoever is first to tell it (the answer, the timeout, the stop).
 */
final class Delivery {

  private static final int SETTLED = -1;

  private final EventBatch batch;

  /** The attempt whose outcome is awaited; 0 between attempts; negative when all is said. */
  private final AtomicInteger awaited = new AtomicInteger();

  private int attempts;

  Delivery(EventBatch batch) {
    this.batch = batch;
  }

  EventBatch batch() {
    return batch;
  }

  /** How many attempts were started. */
  int attempts() {
    return attempts;
  }

  /** Starts an attempt; its number, or {@code null} where the batch has its outcome already. */
  @Nullable Integer begin() {
    int attempt = attempts + 1;
    if (!awaited.compareAndSet(0, attempt)) {
      return null;
    }
    attempts = attempt;
    return attempt;
  }

  /** Takes the outcome of an attempt; {@code true} for the first. */
  boolean end(int attempt) {
    return awaited.compareAndSet(attempt, 0);
  }

  /** Takes the outcome of the batch; {@code true} for the first. */
  boolean settle() {
    return awaited.getAndSet(SETTLED) != SETTLED;
  }
}
