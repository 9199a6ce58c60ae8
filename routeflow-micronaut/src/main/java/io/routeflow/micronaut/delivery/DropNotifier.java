package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.delivery.lane.DestinationLane;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.queue.EventLedger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.slf4j.LoggerFactory;

/**
 * Notifies the log and the listeners that a queue was full: the front one, the waiting room of a
 * destination, or its offline queue. Confined to the dispatcher's thread.
 */
final class DropNotifier {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  private final EventLedger ledger;
  private final Destinations destinations;
  private final List<QueueDropListener> listeners;
  private final InternalErrors errors;
  private final LongSupplier nanoTime;
  private final QueueFullLog log;

  /** What the listeners know already; one entry a destination. */
  private final Map<String, Long> reported = new HashMap<>();

  DropNotifier(
      EventLedger ledger,
      Destinations destinations,
      List<QueueDropListener> listeners,
      InternalErrors errors,
      QueueFullLog log,
      LongSupplier nanoTime) {
    this.log = log;
    this.ledger = ledger;
    this.destinations = destinations;
    this.listeners = listeners;
    this.errors = errors;
    this.nanoTime = nanoTime;
  }

  /** Reports what is new since the last call. */
  void notifyListeners() {
    report(QueueDropListener.ALL_DESTINATIONS, ledger.droppedBy(DropReason.QUEUE_FULL));
    for (DestinationLane lane : destinations.lanes()) {
      report(
          lane.name(),
          lane.droppedBy(DropReason.QUEUE_FULL) + lane.droppedBy(DropReason.OFFLINE_FULL));
    }
    String line = log.line(nanoTime.getAsLong());
    if (line != null) {
      LOG.warn(line);
    }
  }

  private void report(String destination, long dropped) {
    log.droppedInAll(destination, dropped);
    long fresh = dropped - reported.getOrDefault(destination, 0L);
    if (fresh > 0) {
      reported.put(destination, dropped);
      listeners.forEach(listener -> notify(listener, destination, fresh));
    }
  }

  private void notify(QueueDropListener listener, String destination, long dropped) {
    try {
      listener.onQueueDrop(dropped, destination);
    } catch (Throwable e) {
      errors.report("onQueueDrop", e);
    }
  }
}
