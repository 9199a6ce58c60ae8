package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.routeflow.micronaut.diagnostics.SafeLog;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.LoggerFactory;

/**
 * How many spans or records may wait for their delivery, those in flight included. The SDK's own
 * queues drop what is too much without a count that can be read. Thread-safe; never waits.
 */
@Internal
public final class WaitingLimit {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.opentelemetry"));

  private final int max;
  private final Runnable onDrop;
  private final AtomicInteger waiting = new AtomicInteger();

  /**
   * A limit.
   *
   * @param max what may wait
   * @param onDrop runs for each span or record above it
   */
  public WaitingLimit(int max, Runnable onDrop) {
    this.max = max;
    this.onDrop = onDrop;
  }

  /** Whether one more may wait. */
  public boolean admits() {
    if (waiting.incrementAndGet() <= max) {
      return true;
    }
    waiting.decrementAndGet();
    onDrop.run();
    return false;
  }

  /** What may wait at most. */
  public int max() {
    return max;
  }

  /** What waits now. */
  public int waiting() {
    return waiting.get();
  }

  /**
   * Gives the room of so many back when their outcome is known. An error is one too: the SDK's
   * thread, which would end with it, is the only one that exports.
   */
  public CompletableResultCode until(Supplier<CompletableResultCode> export, int count) {
    CompletableResultCode outcome;
    try {
      outcome = export.get();
    } catch (Throwable e) {
      LOG.debug("A batch is not sent", e);
      outcome = CompletableResultCode.ofFailure();
    }
    return outcome.whenComplete(() -> waiting.addAndGet(-count));
  }
}
