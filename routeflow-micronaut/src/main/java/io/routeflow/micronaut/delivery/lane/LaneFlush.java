package io.routeflow.micronaut.delivery.lane;

import io.micronaut.core.annotation.Internal;

/** What a lane had when it was flushed. Immutable. */
@Internal
public final class LaneFlush {

  private final DeliveryProgress progress;
  private final DeliveryProgress.Mark mark;

  LaneFlush(DeliveryProgress progress, DeliveryProgress.Mark mark) {
    this.progress = progress;
    this.mark = mark;
  }

  /**
   * Waits until these events have their outcome; {@code false} at the time limit, and where some
   * are kept in memory for later.
   */
  public boolean awaitFinished(long timeoutNanos) throws InterruptedException {
    return progress.awaitFinished(mark, timeoutNanos);
  }
}
