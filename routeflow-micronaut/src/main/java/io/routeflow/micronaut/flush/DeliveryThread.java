package io.routeflow.micronaut.flush;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread on which everything behind the queue happens. It is the module's own, because the
 * framework's scheduler belongs to the application's jobs; a daemon, because telemetry must not
 * keep a process alive; and no executor bean, because others measure and wrap those.
 */
final class DeliveryThread {

  /** The name of the thread. */
  static final String NAME = "routeflow";

  /** What comes after the stop is discarded: nobody is left to do it, and nothing left to do. */
  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, new Daemons(), new ThreadPoolExecutor.DiscardPolicy());

  DeliveryThread() {
    executor.setRemoveOnCancelPolicy(true);
  }

  void execute(Runnable task) {
    executor.execute(task);
  }

  Future<?> submit(Runnable task) {
    return executor.submit(task);
  }

  void executeAfter(Runnable task, long delayNanos) {
    Future<?> unused = schedule(task, delayNanos);
  }

  Future<?> schedule(Runnable task, long delayNanos) {
    return executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
  }

  /** Repeats a task, the first time after one interval. One that throws is not repeated. */
  void repeat(Runnable task, Duration interval) {
    long nanos = interval.toNanos();
    Future<?> unused = executor.scheduleWithFixedDelay(task, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  void stop() {
    executor.shutdownNow();
  }

  /** A class of its own, because a lambda would cost the start of the application more. */
  private static final class Daemons implements ThreadFactory {

    @Override
    public Thread newThread(Runnable task) {
      Thread thread = new Thread(task, NAME);
      thread.setDaemon(true);
      return thread;
    }
  }
}
