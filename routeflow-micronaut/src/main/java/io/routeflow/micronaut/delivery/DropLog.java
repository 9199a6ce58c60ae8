package io.routeflow.micronaut.delivery;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The log lines about queues that are full: the first time at once, then at most one sum a minute.
 * Times are those of {@link System#nanoTime()}. Confined to the dispatcher's thread.
 */
final class QueueFullLog {

  private static final long BETWEEN_LINES = TimeUnit.MINUTES.toNanos(1);

  /** What is not in the log yet; one entry a destination. */
  private final Map<String, Long> unreported = new LinkedHashMap<>();

  private boolean anyLine;
  private long lastLine;

  /** What has been in a line, or will be; one entry a destination. */
  private final Map<String, Long> known = new HashMap<>();

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
    String line = "The queue was full; " + sum + " events were dropped " + unreported;
    unreported.clear();
    return line;
  }
}
