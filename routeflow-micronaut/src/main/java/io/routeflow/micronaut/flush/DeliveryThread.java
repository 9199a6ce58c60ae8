package io.routeflow.micronaut.flush;

import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;

/**
 * The one thread on which everything behind the queue happens. It is the module's own, because the
 * framework's scheduler belongs to the application's jobs, and a daemon, because telemetry must not
 * keep a process alive.
 */
@Factory
final class DeliveryThread {

  /** The name of the bean and of the thread. */
  static final String NAME = "routeflow";

  @Singleton
  @Named(NAME)
  @Bean(preDestroy = "shutdownNow")
  ScheduledExecutorService scheduler() {
    ScheduledThreadPoolExecutor executor =
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
    executor.setRemoveOnCancelPolicy(true);
    return executor;
  }
}
