package io.routeflow.micronaut.queue;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.InternalErrorListener;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the module's own errors end, whatever stage they come from: never in the application. The
 * log gets the first and then at most one line a minute; the stack trace is for DEBUG.
 */
@Internal
@Singleton
public final class InternalErrors {

  private static final Logger LOG = LoggerFactory.getLogger("io.routeflow.micronaut");
  private static final long QUIET_NANOS = 60_000_000_000L;

  private final BeanProvider<InternalErrorListener> listeners;
  private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
  private final AtomicLong silenced = new AtomicLong();

  /** Tells these listeners, whoever they are at the time of an error. */
  public InternalErrors(BeanProvider<InternalErrorListener> listeners) {
    this.listeners = listeners;
  }

  /** Takes an error; never throws. */
  public void report(String stage, Throwable error) {
    try {
      log(stage, error);
      for (InternalErrorListener listener : listeners) {
        tell(listener, stage, error);
      }
    } catch (Throwable e) {
      LOG.debug("An internal error could not be told of", e);
    }
  }

  private static void tell(InternalErrorListener listener, String stage, Throwable error) {
    try {
      listener.onError(stage, error);
    } catch (Throwable e) {
      LOG.debug("An error listener failed", e);
    }
  }

  private void log(String stage, Throwable error) {
    LOG.debug("Internal error in {}", stage, error);
    long now = System.nanoTime();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
      LOG.warn(
          "Internal error in {}: {} ({} more since the last line); the application is not affected",
          stage,
          error.getClass().getName(),
          silenced.getAndSet(0));
    } else {
      silenced.incrementAndGet();
    }
  }
}
