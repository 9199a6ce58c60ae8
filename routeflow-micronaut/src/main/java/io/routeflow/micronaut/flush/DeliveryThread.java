package io.routeflow.micronaut.flush;

import io.micronaut.context.annotation.Factory;
import io.micronaut.scheduling.ScheduledExecutorTaskScheduler;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread on which everything behind the queue happens. It is the module's own, because the
 * framework's scheduler belongs to the application's jobs; a daemon, because telemetry must not
 * keep a process alive; and no executor bean, because others measure and wrap those.
 */
@Singleton
final class DeliveryThread {

  /** The name of the scheduler and of the thread. */
  static final String NAME = "routeflow";

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            Thread thread = new Thread(task, NAME);
            thread.setDaemon(true);
            return thread;
          },
          (task, pool) -> {
            // after the stop there is nobody left to do it, and nothing left to do
          });

  DeliveryThread() {
    executor.setRemoveOnCancelPolicy(true);
  }

  void execute(Runnable task) {
    executor.execute(task);
  }

  void executeAfter(Duration wait, Runnable task) {
    Future<?> unused = schedule(task, wait.toNanos());
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

  @PreDestroy
  void stop() {
    executor.shutdownNow();
  }

  /** Shows the thread to the framework's {@code @Scheduled}. */
  @Factory
  static final class Schedulers {

    @Singleton
    @Named(NAME)
    TaskScheduler scheduler(DeliveryThread thread) {
      return new ScheduledExecutorTaskScheduler(thread.executor);
    }
  }
}
