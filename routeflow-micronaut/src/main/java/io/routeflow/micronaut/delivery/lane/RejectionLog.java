package io.routeflow.micronaut.delivery.lane;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The log lines about events that a destination rejects: the first of a kind at once, then one line
 * a minute with the sum of all kinds.
 *
 * <p>Decides only; the caller writes. Times are those of {@link System#nanoTime()}. Confined to one
 * thread.
 */
final class RejectionLog {

  private static final long BETWEEN_SUMS = TimeUnit.MINUTES.toNanos(1);

  /** More kinds than that are not distinguished. */
  private static final int MAX_KINDS = 32;

  private final String destination;
  private final Set<String> known = new HashSet<>();
  private boolean anyLine;
  private long lastLine;
  private long unreported;

  RejectionLog(String destination) {
    this.destination = destination;
  }

  /** Events were rejected; returns the line to write, if it is time for one. */
  @Nullable String rejected(String cause, int events, long now) {
    boolean fresh = known.size() < MAX_KINDS && known.add(cause);
    unreported += events;
    if (!fresh && anyLine && now - lastLine < BETWEEN_SUMS) {
      return null;
    }
    anyLine = true;
    lastLine = now;
    String line =
        "Delivery to "
            + destination
            + " was rejected ("
            + cause
            + "): "
            + unreported
            + " events were dropped";
    unreported = 0;
    return line;
  }
}
