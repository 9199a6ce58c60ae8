package io.routeflow.micronaut.delivery.spool;

import io.routeflow.micronaut.event.DropReason;
import java.util.EnumMap;
import java.util.Map;

/** Counts what a spool reports about a destination. */
final class CountingListener implements SpoolListener {
  final Map<DropReason, Integer> dropped = new EnumMap<>(DropReason.class);
  int adopted;
  int available;

  @Override
  public void adopted(int events) {
    adopted += events;
  }

  @Override
  public void available() {
    available++;
  }

  @Override
  public void dropped(int events, DropReason reason) {
    dropped.merge(reason, events, Integer::sum);
  }
}
