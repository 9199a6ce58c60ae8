package io.routeflow.micronaut.flush;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the log is told of a destination that fails: one line on the way down, one a minute with the
 * sum, one on recovery. Otherwise an outage would bury the application's own lines.
 *
 * <p>Decides only; the caller writes. Safe for use by several threads.
 */
final class OutageReport {

  private static final Duration BETWEEN_SUMS = Duration.ofMinutes(1);

  private @Nullable Instant downSince;
  private @Nullable Instant lastLine;
  private long failedAttempts;
  private long lostEvents;

  /** An attempt has failed; returns the line to write, if it is time for one. */
  synchronized @Nullable String failed(String cause, Instant now) {
    failedAttempts++;
    if (downSince == null) {
      downSince = now;
      return line(now, "Delivery fails (" + cause + "); the application is not affected");
    }
    return sumIfDue(cause, now);
  }

  /** Events were lost for good; returns the line to write, if it is time for one. */
  synchronized @Nullable String lost(int events, String cause, Instant now) {
    lostEvents += events;
    if (downSince == null) {
      return failed(cause, now);
    }
    return sumIfDue(cause, now);
  }

  /** A batch was accepted; returns the line to write, if that ends an outage. */
  synchronized @Nullable String recovered(Instant now) {
    if (downSince == null) {
      return null;
    }
    String line =
        "Delivery works again after "
            + Duration.between(downSince, now).toSeconds()
            + " s: "
            + failedAttempts
            + " attempts failed, "
            + lostEvents
            + " events were lost";
    downSince = null;
    lastLine = null;
    failedAttempts = 0;
    lostEvents = 0;
    return line;
  }

  private @Nullable String sumIfDue(String cause, Instant now) {
    if (lastLine != null && now.isBefore(lastLine.plus(BETWEEN_SUMS))) {
      return null;
    }
    return line(
        now,
        "Delivery still fails ("
            + cause
            + "): "
            + failedAttempts
            + " attempts failed, "
            + lostEvents
            + " events were lost since it began");
  }

  private String line(Instant now, String text) {
    lastLine = now;
    return text;
  }
}
