package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.opentelemetry.Signal;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Logs what a receiver does not get: a line at the start of an outage, one a minute with the sum
 * while it lasts, one at its end. A receiver that fails and works in turns gets no more lines than
 * that. Thread-safe.
 *
 * <p>Of metrics no number is given: the sums are sent again with the next request.
 */
@Internal
final class LossLog {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private static final long INTERVAL_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final String delivery;
  private final @Nullable String items;
  private final LongSupplier nanoTime;

  /** These are guarded by this. */
  private boolean down;

  private boolean announced;
  private boolean anyLine;
  private long loggedAt;
  private long lost;

  /**
   * A log.
   *
   * @param signal what is sent
   * @param receiver what the log calls the receiver
   * @param nanoTime a monotonic clock
   */
  LossLog(Signal signal, String receiver, LongSupplier nanoTime) {
    this.delivery = "Delivery of " + signal + " to " + receiver;
    this.items = signal == Signal.METRICS ? null : RejectionLog.items(signal);
    this.nanoTime = nanoTime;
  }

  /** All attempts for so many items have failed. */
  void failed(String cause, long count) {
    String line = lineOfFailure(cause, count);
    if (line != null) {
      LOG.warn(line);
    }
  }

  private synchronized @Nullable String lineOfFailure(String cause, long count) {
    down = true;
    lost += count;
    long now = nanoTime.getAsLong();
    if (anyLine && now - loggedAt < INTERVAL_NANOS) {
      return null;
    }
    anyLine = true;
    loggedAt = now;
    if (!announced) {
      announced = true;
      return delivery + " fails (" + cause + "); the application is not affected";
    }
    return delivery + " still fails (" + cause + ")" + sum();
  }

  /** Something was accepted. */
  void recovered() {
    String line = lineOfRecovery();
    if (line != null) {
      LOG.info(line);
    }
  }

  private synchronized @Nullable String lineOfRecovery() {
    boolean wasDown = down;
    down = false;
    if (!wasDown || !announced) {
      return null;
    }
    announced = false;
    return delivery + " works again" + sum();
  }

  /** Nothing more is sent: logs what the last line had not. */
  void close() {
    String line = lastLine();
    if (line != null) {
      LOG.warn(line);
    }
  }

  private synchronized @Nullable String lastLine() {
    return items == null || lost == 0 ? null : delivery + " has ended" + sum();
  }

  /** Since the last line that had one. */
  private String sum() {
    String text = items == null ? "" : ": " + lost + " " + items + " were dropped";
    lost = 0;
    return text;
  }
}
