package io.routeflow.micronaut.flush;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the log is told of a destination that fails: one line on the way down, one a minute with the
 * sum, one on recovery. Otherwise an outage would bury the application's own lines. A destination
 * that goes up and down all the time gets no more than that either: within a minute of the last
 * outage's first line the next one starts silently.
 *
 * <p>Decides only; the caller writes. Confined to one thread.
 */
final class OutageReport {

  private static final Duration BETWEEN_LINES = Duration.ofMinutes(1);

  private @Nullable Instant downSince;
  private @Nullable Instant lastLine;
  private boolean announced;
  private long failedAttempts;
  private long lostEvents;

  /**
   * An attempt has failed, and with it so many events were lost; returns the line to write, if it
   * is time for one.
   */
  @Nullable String failed(String cause, int lost, Instant now) {
    failedAttempts++;
    lostEvents += lost;
    if (downSince == null) {
      downSince = now;
    }
    if (lastLine != null && now.isBefore(lastLine.plus(BETWEEN_LINES))) {
      return null;
    }
    lastLine = now;
    if (!announced) {
      announced = true;
      return "Delivery fails (" + cause + "); the application is not affected";
    }
    return "Delivery still fails (" + cause + "): " + sum() + " since it began";
  }

  /** A batch was accepted; returns the line to write, if that ends an outage that was told of. */
  @Nullable String recovered(Instant now) {
    Instant since = downSince;
    downSince = null;
    if (since == null || !announced) {
      return null;
    }
    String line =
        "Delivery works again after " + Duration.between(since, now).toSeconds() + " s: " + sum();
    announced = false;
    failedAttempts = 0;
    lostEvents = 0;
    return line;
  }

  private String sum() {
    return failedAttempts + " attempts failed, " + lostEvents + " events were lost";
  }
}
