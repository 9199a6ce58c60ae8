package io.routeflow.micronaut.delivery.lane;

import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The log lines about a destination that fails: one on the way down, one a minute with the sum, one
 * on recovery. Otherwise an outage would bury the application's own lines. A destination that goes
 * up and down all the time gets no more than that either: within a minute of the last outage's
 * first line the next one starts silently.
 *
 * <p>Decides only; the caller writes. Times are those of {@link System#nanoTime()}, since a wall
 * clock that is set back would silence it. Confined to one thread.
 */
final class OutageLog {

  private static final long BETWEEN_LINES = TimeUnit.MINUTES.toNanos(1);

  private final String destination;
  private boolean down;
  private long downSince;
  private boolean anyLine;
  private long lastLine;
  private boolean announced;
  private long failedAttempts;
  private long lostEvents;

  OutageLog(String destination) {
    this.destination = destination;
  }

  /**
   * An attempt has failed, and with it so many events were lost; returns the line to write, if it
   * is time for one.
   */
  @Nullable String failed(String cause, int lost, long now) {
    failedAttempts++;
    lostEvents += lost;
    if (!down) {
      down = true;
      downSince = now;
    }
    if (anyLine && now - lastLine < BETWEEN_LINES) {
      return null;
    }
    anyLine = true;
    lastLine = now;
    if (!announced) {
      announced = true;
      return "Delivery to "
          + destination
          + " fails ("
          + cause
          + "); the application is not affected";
    }
    return "Delivery to " + destination + " still fails (" + cause + "): " + sum();
  }

  /** A batch was accepted; returns the line to write, if that ends an outage that was logged. */
  @Nullable String recovered(long now) {
    boolean wasDown = down;
    down = false;
    if (!wasDown || !announced) {
      return null;
    }
    String line =
        "Delivery to "
            + destination
            + " works again after "
            + TimeUnit.NANOSECONDS.toSeconds(now - downSince)
            + " s: "
            + sum();
    announced = false;
    failedAttempts = 0;
    lostEvents = 0;
    return line;
  }

  private String sum() {
    return failedAttempts + " attempts failed, " + lostEvents + " events were lost";
  }
}
