package io.routeflow.micronaut.delivery;

import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.delivery.lane.DestinationLane;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.queue.EventLedger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Notifies the log and the listeners that events were dropped for want of room: in the front queue,
 * the waiting room of a destination, its offline queue, or on disk, where they may also have become
 * too old. Confined to the dispatcher's thread.
 */
final class DropNotifier {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  private final EventLedger ledger;
  private final Destinations destinations;
  private final List<QueueDropListener> listeners;
  private final InternalErrors errors;
  private final LongSupplier nanoTime;
  private final DropLog queue;

  /** Where there is a lane with a disk, there is no other notifier any more. */
  private final DropLog disk = DropLog.ofDisk();

  /** What the listeners know already; one entry a destination. */
  private final Map<String, Long> reported = new HashMap<>();

  DropNotifier(
      EventLedger ledger,
      Destinations destinations,
      List<QueueDropListener> listeners,
      InternalErrors errors,
      DropLog queue,
      LongSupplier nanoTime) {
    this.queue = queue;
    this.ledger = ledger;
    this.destinations = destinations;
    this.listeners = listeners;
    this.errors = errors;
    this.nanoTime = nanoTime;
  }

  /** Reports what is new since the last call. */
  void notifyListeners() {
    report(QueueDropListener.ALL_DESTINATIONS, ledger.droppedBy(DropReason.QUEUE_FULL), 0);
    for (DestinationLane lane : destinations.lanes()) {
      report(
          lane.name(),
          lane.droppedBy(DropReason.QUEUE_FULL) + lane.droppedBy(DropReason.OFFLINE_FULL),
          lane.droppedBy(DropReason.SPOOL_FULL) + lane.droppedBy(DropReason.SPOOL_EXPIRED));
    }
    warn(queue.line(nanoTime.getAsLong()));
    warn(disk.line(nanoTime.getAsLong()));
  }

  private static void warn(@Nullable String line) {
    if (line != null) {
      LOG.warn(line);
    }
  }

  private void report(String destination, long fromQueues, long fromDisk) {
    queue.droppedInAll(destination, fromQueues);
    disk.droppedInAll(destination, fromDisk);
    long dropped = fromQueues + fromDisk;
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
      errors.report(Stage.ON_QUEUE_DROP, e);
    }
  }
}
