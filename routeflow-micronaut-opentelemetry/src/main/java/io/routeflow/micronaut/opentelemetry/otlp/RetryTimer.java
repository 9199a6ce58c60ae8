package io.routeflow.micronaut.opentelemetry.otlp;

import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * One thread on which requests are repeated. It is the module's own, because the common pool of the
 * JVM belongs to the application; a daemon, because telemetry must not keep a process alive. It
 * starts with the first repetition and ends where there is none for a while. Thread-safe.
 */
final class RetryTimer implements AutoCloseable {

  static final String THREAD = "routeflow-otlp-retry";

  private static final int IDLE_SECONDS = 10;

  private final ScheduledThreadPoolExecutor executor;

  RetryTimer() {
    executor =
        new ScheduledThreadPoolExecutor(
            1, RetryTimer::daemon, new ThreadPoolExecutor.DiscardPolicy());
    executor.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
    executor.allowCoreThreadTimeOut(true);
  }

  private static Thread daemon(Runnable task) {
    Thread thread = new Thread(task, THREAD);
    thread.setDaemon(true);
    return thread;
  }

  /** Runs a task after a time, or never where this is closed before. */
  void executeAfter(Runnable task, long delayNanos) {
    Future<?> unused = executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
  }

  /** Ends the thread; what has not begun does not run any more. */
  @Override
  public void close() {
    executor.shutdownNow();
  }
}
