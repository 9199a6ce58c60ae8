package io.routeflow.micronaut.capture.work;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Context;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.spi.EventCapture;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Captures what ends threads and what Reactor drops, and delivers what is left when the JVM ends
 * without the context being closed. Only where a setting asks for it, since all three concern the
 * process and not the application context alone; undone when the context closes.
 */
@Context
final class ProcessGuards {

  private static final String UNCAUGHT = "uncaught exception";
  private static final String DROPPED = "dropped error";

  private final BeanProvider<EventCapture> capture;
  private @Nullable Consumer<Throwable> onDropped;
  private @Nullable UncaughtExceptions uncaught;
  private @Nullable Thread shutdown;

  ProcessGuards(
      RouteflowConfiguration configuration,
      BeanProvider<EventCapture> capture,
      BeanProvider<Routeflow> routeflow) {
    this.capture = capture;
    if (configuration.module().processGuards()) {
      install(routeflow, configuration.module().shutdownTimeout());
    }
  }

  private void install(BeanProvider<Routeflow> routeflow, Duration shutdownTimeout) {
    uncaught = UncaughtExceptions.install(error -> report(error, UNCAUGHT));
    Consumer<Throwable> dropped = error -> report(error, DROPPED);
    DroppedErrors.listen(dropped);
    onDropped = dropped;
    shutdown = hooked(new Thread(() -> flush(routeflow, shutdownTimeout), "routeflow-shutdown"));
  }

  /** An application may start while its JVM ends, to clean up; no hook must stop it. */
  private static @Nullable Thread hooked(Thread hook) {
    try {
      Runtime.getRuntime().addShutdownHook(hook);
      return hook;
    } catch (IllegalStateException e) {
      // too late for a hook: what is captured is delivered where the context is closed
      return null;
    }
  }

  /** Neither a thread that ends nor Reactor may see a failure of ours. */
  private void report(Throwable error, String name) {
    try {
      capture.get().captureException(error, CapturedEvent.named(name).build());
    } catch (Throwable e) {
      // the process is in trouble already, and the error goes on to whom it concerns
    }
  }

  private static void flush(BeanProvider<Routeflow> routeflow, Duration timeout) {
    try {
      boolean unused = routeflow.get().flush(timeout);
    } catch (Throwable e) {
      // the context was closed meanwhile, and has delivered what there was
    }
  }

  @PreDestroy
  void uninstall() {
    if (uncaught != null) {
      uncaught.uninstall();
    }
    if (onDropped != null) {
      DroppedErrors.leave(onDropped);
    }
    Thread hook = shutdown;
    if (hook != null) {
      try {
        boolean unused = Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // the JVM is shutting down: the hook finds nothing to do
      }
    }
  }
}
