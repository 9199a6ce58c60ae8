package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.configuration.LaneSettings;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.EventObserver;
import java.util.List;

/**
 * Lets events into a destination's waiting room: those that its settings ask for, as far as there
 * is room. Each of the others is dropped once, whatever fails on the way. Confined to the
 * dispatcher's thread.
 */
final class Admission {

  private final String destination;
  private final LaneFilter filter;
  private final WaitingRoom room;
  private final LaneLedger ledger;
  private final EventObserver observers;

  /** The events of the chunk at hand that have no outcome here yet. */
  private int undecided;

  Admission(
      String destination,
      LaneSettings.Selection selection,
      Sampler sampler,
      EventExporter exporter,
      LaneState state,
      EventObserver observers) {
    this.destination = destination;
    this.filter = new LaneFilter(selection, sampler, this::drop, exporter);
    this.room = state.room();
    this.ledger = state.ledger();
    this.observers = observers;
  }

  /**
   * Takes what it can of a chunk. Where that fails, what has no outcome by then is dropped.
   *
   * @param more events beyond what the room usually holds
   */
  void offer(EventChunk chunk, int more) {
    ledger.offered(chunk.size());
    undecided = chunk.size();
    try {
      EventChunk wanted = filter.wanted(chunk);
      int admitted = wanted.size() == 0 ? 0 : room.admit(wanted, more);
      undecided -= admitted;
      if (admitted < wanted.size()) {
        drop(wanted.events().subList(admitted, wanted.size()), DropReason.QUEUE_FULL);
      }
    } catch (Throwable e) {
      ledger.dropped(DropReason.VALIDATION, undecided);
      throw e;
    }
  }

  private void drop(List<Event> events, DropReason reason) {
    boolean counts = ledger.dropped(reason, events.size());
    undecided -= events.size();
    if (counts) {
      observers.dropped(destination, new EventBatch(Batcher.newId(), events), reason, 0);
    }
  }
}
