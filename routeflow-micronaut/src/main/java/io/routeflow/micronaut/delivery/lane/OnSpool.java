package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.delivery.spool.SpoolListener;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.VersionedExporter;
import org.jspecify.annotations.Nullable;

/**
 * Counts what happens on disk beside the lane. Thread-safe.
 *
 * @param onAvailable called when there are batches that were not there before
 * @param exporter of the lane
 */
record OnSpool(LaneLedger ledger, Runnable onAvailable, EventExporter exporter)
    implements SpoolListener {

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

  @Override
  public @Nullable BatchOrigin origin() {
    return exporter instanceof VersionedExporter versioned ? versioned.origin() : null;
  }
}
