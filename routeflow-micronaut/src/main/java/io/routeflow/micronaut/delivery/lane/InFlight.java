package io.routeflow.micronaut.delivery.lane;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The new batches that are being sent: not more than may be. Confined to the lane's thread. */
final class InFlight {

  private final Set<PendingBatch> batches = new HashSet<>();
  private final LaneState state;
  private final DeliveryThread thread;
  private final Replay replay;
  private final int maxBatches;
  private Runnable onRoom = () -> {};

  InFlight(LaneState state, DeliveryThread thread, Replay replay, int maxBatches) {
    this.state = state;
    this.thread = thread;
    this.replay = replay;
    this.maxBatches = maxBatches;
  }

  /** What to run, on the lane's thread, when there may be room for another batch. */
  void onRoom(Runnable listener) {
    onRoom = listener;
  }

  boolean hasRoom() {
    return batches.size() < maxBatches;
  }

  void add(PendingBatch batch) {
    batches.add(batch);
    count();
  }

  /** With the one that was kept and is tried again. */
  void count() {
    state.ledger().batchesInFlight(batches.size() + (replay.current() == null ? 0 : 1));
  }

  List<PendingBatch> all() {
    return List.copyOf(batches);
  }

  /** A batch has its outcome. */
  void finished(PendingBatch batch) {
    // first, so that no batch is in flight any more where no event waits
    leave(batch);
    state.progress().finished(batch.position(), batch.size());
  }

  /** A batch is sent no more, or not as it was. */
  void leave(PendingBatch batch) {
    if (batches.remove(batch)) {
      count();
      roomMade();
    }
  }

  /** There may be room for another batch. */
  void roomMade() {
    thread.execute(onRoom);
  }

  /** There may be room after a delay in nanoseconds. */
  void roomMadeAfter(long delayNanos) {
    thread.executeAfter(onRoom, delayNanos);
  }
}
