package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;
import java.time.Instant;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log and the listeners of a queue that was full. Confined to the delivery thread. */
final class DropReports {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  private final Ledger ledger;
  private final List<QueueDropListener> listeners;
  private final InternalErrors errors;
  private final int queueMaxsize;
  private final QueueFullReport report = new QueueFullReport();

  DropReports(
      RouteflowConfiguration configuration,
      Ledger ledger,
      List<QueueDropListener> listeners,
      InternalErrors errors) {
    this.queueMaxsize = configuration.queueMaxsize();
    this.ledger = ledger;
    this.listeners = listeners;
    this.errors = errors;
  }

  /** Tells of what is new since the last call. */
  void tell() {
    long dropped = ledger.droppedBy(DropReason.QUEUE_FULL);
    long fresh = report.newDrops(dropped);
    if (fresh > 0) {
      listeners.forEach(listener -> tell(listener, fresh));
    }
    String line = report.line(dropped, queueMaxsize, Instant.now());
    if (line != null) {
      LOG.warn(line);
    }
  }

  private void tell(QueueDropListener listener, long dropped) {
    try {
      listener.onQueueDrop(dropped);
    } catch (Throwable e) {
      errors.report("onQueueDrop", e);
    }
  }
}
