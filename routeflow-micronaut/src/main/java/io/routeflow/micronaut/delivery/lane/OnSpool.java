package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.delivery.spool.SpoolListener;
import io.routeflow.micronaut.event.DropReason;

/**
 * Counts what happens on disk beside the lane. Thread-safe.
 *
 * @param onAvailable called when there are batches that were not there before
 */
record OnSpool(LaneLedger ledger, Runnable onAvailable) implements SpoolListener {

  @Override
  public void adopted(int events) {
    ledger.adopted(events);
  }

  @Override
  public void available() {
    onAvailable.run();
  }

  @Override
  public void dropped(int events, DropReason reason) {
    boolean unused = ledger.settled(events, reason);
  }
}
