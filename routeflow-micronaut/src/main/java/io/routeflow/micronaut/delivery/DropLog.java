package io.routeflow.micronaut.delivery;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The log lines about events for which there was no room: the first time at once, then at most one
 * sum a minute. Times are those of {@link System#nanoTime()}. Confined to the dispatcher's thread.
 */
final class DropLog {

  private static final long BETWEEN_LINES = TimeUnit.MINUTES.toNanos(1);

  private final String cause;

  /** What is not in the log yet; one entry a destination. */
  private final Map<String, Long> unreported = new LinkedHashMap<>();

  private boolean anyLine;
  private long lastLine;

  /** What has been in a line, or will be; one entry a destination. */
  private final Map<String, Long> known = new HashMap<>();

  private DropLog(String cause) {
    this.cause = cause;
  }

  /** Of events that found no place in memory. */
  static DropLog ofQueues() {
    return new DropLog("The queue was full");
  }

  /** Of those that have left the disk without having been sent. */
  static DropLog ofDisk() {
    return new DropLog("The spool was full, or what was in it too old");
  }

  /** A destination has lost so many events in all. */
  void droppedInAll(String destination, long events) {
    long fresh = events - known.getOrDefault(destination, 0L);
    if (fresh > 0) {
      known.put(destination, events);
      dropped(destination, fresh);
    }
  }

  /** A destination has lost further events. */
  void dropped(String destination, long events) {
    unreported.merge(destination, events, Long::sum);
  }

  /** The line to write, if there are drops to report and it is time for one. */
  @Nullable String line(long now) {
    if (unreported.isEmpty() || (anyLine && now - lastLine < BETWEEN_LINES)) {
      return null;
    }
    anyLine = true;
    lastLine = now;
    long sum = 0;
    for (long events : unreported.values()) {
      sum += events;
    }
    String line = cause + "; " + sum + " events were dropped " + unreported;
    unreported.clear();
    return line;
  }
}
