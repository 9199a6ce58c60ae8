package io.routeflow.micronaut.flush;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the log is told of a queue that is full: the first time at once, then at most one sum a
 * minute. Confined to the delivery thread.
 */
final class QueueFullReport {

  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private long reported;
  private long seen;
  private @Nullable Instant lastLine;

  /** How many drops are new since the last call. */
  long newDrops(long dropped) {
    long fresh = dropped - seen;
    seen = dropped;
    return fresh;
  }

  /** The line to write, if there are drops to report and it is time for one. */
  @Nullable String line(long dropped, int maxSize, Instant now) {
    if (dropped == reported || (lastLine != null && now.isBefore(lastLine.plus(BETWEEN_LINES)))) {
      return null;
    }
    long fresh = dropped - reported;
    reported = dropped;
    lastLine = now;
    return "The queue of " + maxSize + " events was full; " + fresh + " events were dropped";
  }
}
