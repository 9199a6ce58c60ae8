package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * What is left of the time that the application's stop, or a flush, may take. Begun where that
 * begins, so that all that is sent shares it. Confined to the thread that waits.
 */
@Internal
public final class StopDeadline {

  private final Duration timeout;
  private boolean isBegun;
  private long deadlineNanos;

  /** Of so much time. */
  public StopDeadline(Duration timeout) {
    this.timeout = timeout;
  }

  /** Begins; a second call has no effect. */
  public void begin() {
    if (!isBegun) {
      isBegun = true;
      deadlineNanos = System.nanoTime() + timeout.toNanos();
    }
  }

  /** What is left, at least one nanosecond; begins where it has not. */
  public long remainingNanos() {
    begin();
    return Math.max(1, deadlineNanos - System.nanoTime());
  }

  /** Waits for something as long as there is time. */
  public void await(CompletableResultCode result) {
    CompletableResultCode unused = result.join(remainingNanos(), TimeUnit.NANOSECONDS);
  }
}
