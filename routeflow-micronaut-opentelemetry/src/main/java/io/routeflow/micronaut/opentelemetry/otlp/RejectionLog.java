package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.time.Duration;
import org.slf4j.LoggerFactory;

/**
 * Logs what a receiver leaves out of requests that it takes, which is not to be sent again: at most
 * a line a minute, and one at the end. Thread-safe.
 */
@Internal
public final class RejectionLog implements AutoCloseable {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final long INTERVAL_NANOS = Duration.ofMinutes(1).toNanos();

  private final String receiver;
  private final String items;

  /** Since the last line; guarded by this, as the time of that. */
  private long rejected;

  private long loggedAt = System.nanoTime() - INTERVAL_NANOS;

  /**
   * A log.
   *
   * @param receiver what the log calls the receiver
   * @param signal what it is sent
   */
  public RejectionLog(String receiver, Signal signal) {
    this.receiver = receiver;
    this.items = items(signal);
  }

  /** What the log calls the parts of a signal. */
  static String items(Signal signal) {
    return switch (signal) {
      case TRACES -> "spans";
      case METRICS -> "data points";
      case LOGS -> "log records";
    };
  }

  /** Adds what was rejected of one request. */
  public void add(long count) {
    long sum;
    synchronized (this) {
      rejected += count;
      long now = System.nanoTime();
      if (now - loggedAt < INTERVAL_NANOS) {
        return;
      }
      loggedAt = now;
      sum = taken();
    }
    log(sum);
  }

  private long taken() {
    long sum = rejected;
    rejected = 0;
    return sum;
  }

  private void log(long count) {
    if (count > 0) {
      LOG.warn(
          "The receiver of {} has rejected {} {} of requests that it accepted",
          receiver,
          count,
          items);
    }
  }

  /** Logs what the last line had not. */
  @Override
  public void close() {
    long sum;
    synchronized (this) {
      sum = taken();
    }
    log(sum);
  }
}
