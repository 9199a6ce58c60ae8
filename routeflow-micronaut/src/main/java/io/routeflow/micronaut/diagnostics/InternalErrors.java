package io.routeflow.micronaut.diagnostics;

import io.micronaut.context.BeanProvider;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.InternalErrorListener;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Where the module's own errors end, whatever stage they come from: never in the application. The
 * log gets the first and then at most one line a minute; the stack trace is for DEBUG.
 */
@Internal
@Singleton
public final class InternalErrors {

  private static final SafeLog LOG = new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut"));
  private static final long QUIET_NANOS = 60_000_000_000L;

  static {
    // loaded now, since an error may be one of memory and naming its stage must not cause another
    String unused = Stage.CAPTURE.wireName();
  }

  private final BeanProvider<InternalErrorListener> listeners;
  private final AtomicLong quietUntil = new AtomicLong(System.nanoTime());
  private final AtomicLong silenced = new AtomicLong();
  private volatile boolean closed;

  /** Notifies the listeners that there are at the time of an error. */
  public InternalErrors(BeanProvider<InternalErrorListener> listeners) {
    this.listeners = listeners;
  }

  /** Takes an error where the one that takes it must still be asked for; never throws. */
  public static void report(BeanProvider<InternalErrors> errors, Stage stage, Throwable error) {
    try {
      errors.get().report(stage, error);
    } catch (Throwable e) {
      LOG.debug("An internal error could not be reported", e);
    }
  }

  /** Takes an error; never throws. */
  public void report(Stage stage, Throwable error) {
    report(stage, error, null);
  }

  /**
   * The context has no beans any more: what asks for one fails, which is no error of the module. To
   * notify a listener would make it anew, and no one would end it.
   */
  public void contextClosed() {
    closed = true;
  }

  /** Takes an error that belongs to one destination, if it does; never throws. */
  public void report(Stage stage, Throwable error, @Nullable String destination) {
    try {
      LOG.debug("Internal error in " + stage.wireName(), error);
      if (closed) {
        return;
      }
      log(stage, error, destination);
      for (InternalErrorListener listener : listeners) {
        notify(listener, stage, error, destination);
      }
    } catch (Throwable e) {
      LOG.debug("An internal error could not be reported", e);
    }
  }

  private static void notify(
      InternalErrorListener listener, Stage stage, Throwable error, @Nullable String destination) {
    try {
      if (destination == null) {
        listener.onError(stage.wireName(), error);
      } else {
        listener.onError(stage.wireName(), error, destination);
      }
    } catch (Throwable e) {
      LOG.debug("An error listener failed", e);
    }
  }

  private void log(Stage stage, Throwable error, @Nullable String destination) {
    long now = System.nanoTime();
    long until = quietUntil.get();
    if (now - until >= 0 && quietUntil.compareAndSet(until, now + QUIET_NANOS)) {
      LOG.warn(
          "Internal error in {}: {} ({} more since the last line); the application is not affected",
          destination == null ? stage.wireName() : stage.wireName() + " to " + destination,
          error.getClass().getName(),
          silenced.getAndSet(0));
    } else {
      silenced.incrementAndGet();
    }
  }
}
