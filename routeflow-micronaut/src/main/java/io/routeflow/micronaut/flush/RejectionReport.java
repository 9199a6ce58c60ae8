package io.routeflow.micronaut.flush;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the log is told of events that the destination does not want: the first of a kind at once,
 * then one line a minute with the sum of all kinds.
 *
 * <p>Decides only; the caller writes. Confined to one thread.
 */
final class RejectionReport {

  private static final Duration BETWEEN_SUMS = Duration.ofMinutes(1);

  /** More kinds than that are not told apart. */
  private static final int MAX_KINDS = 32;

  private final Map<String, Boolean> known = new HashMap<>();
  private @Nullable Instant lastLine;
  private long unreported;

  /** Events were rejected; returns the line to write, if it is time for one. */
  @Nullable String rejected(String cause, int events, Instant now) {
    boolean fresh = known.size() < MAX_KINDS && known.putIfAbsent(cause, true) == null;
    unreported += events;
    if (!fresh && lastLine != null && now.isBefore(lastLine.plus(BETWEEN_SUMS))) {
      return null;
    }
    lastLine = now;
    String line = "Delivery was refused (" + cause + "): " + unreported + " events were dropped";
    unreported = 0;
    return line;
  }
}
