package io.routeflow.micronaut.delivery;

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
