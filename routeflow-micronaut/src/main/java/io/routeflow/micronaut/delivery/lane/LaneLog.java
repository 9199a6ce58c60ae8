package io.routeflow.micronaut.delivery.lane;

import io.routeflow.micronaut.diagnostics.DebugLog;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.spi.ExportResult;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Logs how the delivery to one destination goes. Confined to the lane's thread. */
final class LaneLog {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.delivery"));

  private final String destination;
  private final DebugLog debug;
  private final LongSupplier nanoTime;
  private final OutageLog outage;
  private final RejectionLog rejections;

  LaneLog(String destination, DebugLog debug, LongSupplier nanoTime) {
    this.destination = destination;
    this.debug = debug;
    this.nanoTime = nanoTime;
    this.outage = new OutageLog(destination);
    this.rejections = new RejectionLog(destination);
  }

  /** The outcome of any attempt, where debug is on. */
  void outcome(PendingBatch batch, ExportResult result) {
    debug.outcome(destination, batch.batch(), batch.attempts(), result);
  }

  /** A batch was accepted. */
  void accepted() {
    String line = outage.recovered(nanoTime.getAsLong());
    if (line != null) {
      LOG.info(line);
    }
  }

  /** An attempt has failed, and with it so many events were lost for good. */
  void failed(String cause, int lostEvents) {
    warn(outage.failed(cause, lostEvents, nanoTime.getAsLong()));
  }

  /** A destination that can be reached rejects these events. */
  void rejected(String cause, int lostEvents) {
    warn(rejections.rejected(cause, lostEvents, nanoTime.getAsLong()));
  }

  private static void warn(@Nullable String line) {
    if (line != null) {
      LOG.warn(line);
    }
  }
}
