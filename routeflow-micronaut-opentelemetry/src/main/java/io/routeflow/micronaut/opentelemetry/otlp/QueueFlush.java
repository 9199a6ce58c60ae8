package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * Sends what waits in one of the SDK's queues when this is made. The SDK answers a flush beside
 * another one with that one, which may be older than what waits; then it is asked again. Confined
 * to the thread that waits.
 */
@Internal
public final class QueueFlush {

  private static final long A_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final WaitingLimit limit;
  private final Supplier<CompletableResultCode> flush;
  private final long mark;
  private CompletableResultCode latest;

  /**
   * Begins to send.
   *
   * @param limit of the queue
   * @param flush the SDK's
   */
  public QueueFlush(WaitingLimit limit, Supplier<CompletableResultCode> flush) {
    this.limit = limit;
    this.flush = flush;
    this.mark = limit.admitted();
    this.latest = flush.get();
  }

  /** Whether all of it had an outcome in time. */
  public boolean await(StopDeadline deadline) {
    deadline.await(latest);
    while (limit.finished() < mark && deadline.remainingNanos() > 1) {
      LockSupport.parkNanos(A_MOMENT_NANOS);
      latest = flush.get();
      deadline.await(latest);
    }
    return limit.finished() >= mark;
  }
}
