package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * A flush of a queue of the SDK. As long as an older request is in flight, the SDK answers with
 * that one, which says nothing about what has ended since. So the queue is asked twice: what it
 * answers once the first answer is over was begun after this flush. Confined to the thread that
 * waits.
 */
@Internal
public final class QueueFlush {

  private static final long A_MOMENT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final Supplier<CompletableResultCode> queue;
  private final CompletableResultCode first;

  /** Begins. */
  public QueueFlush(Supplier<CompletableResultCode> queue) {
    this.queue = queue;
    this.first = queue.get();
  }

  /** Waits as long as there is time; whether all that had ended before has an outcome. */
  public boolean await(StopDeadline deadline) {
    deadline.await(first);
    CompletableResultCode second = queue.get();
    // the SDK clears a request after it has completed it, and then has none in flight
    while (second == first && isOver() && deadline.remainingNanos() > 1) {
      LockSupport.parkNanos(A_MOMENT_NANOS);
      second = queue.get();
    }
    deadline.await(second);
    return second.isSuccess() && !(second == first && isOver());
  }

  /** Whether the first answer is done, and is that of a request. */
  private boolean isOver() {
    return first.isDone() && first != CompletableResultCode.ofSuccess();
  }
}
