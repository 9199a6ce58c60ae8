package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.EventBatch;
import java.util.List;

/**
 * One batch on its way to its one outcome. Confined to the delivery thread, as everything is that
 * decides on it.
 */
final class Delivery {

  private final EventBatch batch;
  private final long position;
  private int attempts;
  private boolean settled;

  /**
   * A batch that was not tried yet.
   *
   * @param position where its first event stood among all that ever left the queue
   */
  Delivery(EventBatch batch, long position) {
    this.batch = batch;
    this.position = position;
  }

  EventBatch batch() {
    return batch;
  }

  int size() {
    return batch.size();
  }

  long position() {
    return position;
  }

  /** How many attempts were started. */
  int attempts() {
    return attempts;
  }

  /** Starts an attempt and says which it is, from 1. */
  int begin() {
    return ++attempts;
  }

  boolean isSettled() {
    return settled;
  }

  /** Takes the outcome of the batch; {@code true} for the first. */
  boolean settle() {
    boolean first = !settled;
    settled = true;
    return first;
  }

  /** The batch in two parts under new ids, for a destination that finds it too large. */
  List<Delivery> halves() {
    int half = batch.size() / 2;
    return List.of(part(0, half), part(half, batch.size()));
  }

  private Delivery part(int from, int to) {
    return new Delivery(
        new EventBatch(BatchMaker.newId(), batch.events().subList(from, to)), position);
  }
}
