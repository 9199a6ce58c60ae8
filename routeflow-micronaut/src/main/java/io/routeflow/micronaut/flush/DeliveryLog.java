package io.routeflow.micronaut.flush;

import io.routeflow.micronaut.ExportResult;
import io.routeflow.micronaut.queue.Ledger;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Notes and tells how the delivery goes. Confined to the delivery thread. */
final class DeliveryLog {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut.delivery");

  private final Ledger ledger;
  private final DebugLog debug;
  private final Clock clock;
  private final OutageReport outage = new OutageReport();
  private final RejectionReport rejections = new RejectionReport();

  DeliveryLog(Ledger ledger, DebugLog debug, Clock clock) {
    this.ledger = ledger;
    this.debug = debug;
    this.clock = clock;
  }

  /** The outcome of any attempt, for who debugs. */
  void outcome(Delivery delivery, ExportResult result) {
    debug.outcome(delivery.batch(), delivery.attempts(), result);
  }

  /** A batch was accepted. */
  void accepted() {
    String line = outage.recovered(clock.instant());
    if (line != null) {
      LOG.info(line);
    }
  }

  /** An attempt has failed, and with it so many events were lost for good. */
  void failed(String cause, int lostEvents) {
    Instant now = clock.instant();
    ledger.failedAt(now);
    warn(outage.failed(cause, lostEvents, now));
  }

  /** A destination that can be reached does not want these events. */
  void rejected(String cause, int lostEvents) {
    Instant now = clock.instant();
    ledger.failedAt(now);
    warn(rejections.rejected(cause, lostEvents, now));
  }

  private static void warn(@Nullable String line) {
    if (line != null) {
      LOG.warn(line);
    }
  }
}
