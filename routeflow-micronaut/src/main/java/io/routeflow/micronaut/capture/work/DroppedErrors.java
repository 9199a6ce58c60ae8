package io.routeflow.micronaut.capture.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import reactor.core.publisher.Hooks;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * Sees the errors that Reactor can deliver to no subscriber. Reactor runs all hooks that there are,
 * one after the other, and can take back only all of them; so there is one for the whole process,
 * which stays. It logs the error as Reactor does where there is no hook. Thread-safe.
 */
final class DroppedErrors {

  private static final Logger REACTORS = Loggers.getLogger("reactor.core.publisher.Operators");

  /** One for each application context of the process that listens. */
  private static final List<Consumer<Throwable>> LISTENERS = new CopyOnWriteArrayList<>();

  private static final AtomicBoolean HOOKED = new AtomicBoolean();

  private DroppedErrors() {}

  /** Adds a listener, which must not throw. */
  static void listen(Consumer<Throwable> listener) {
    LISTENERS.add(listener);
    if (HOOKED.compareAndSet(false, true)) {
      Hooks.onErrorDropped(DroppedErrors::dropped);
    }
  }

  /** Removes a listener. */
  static void leave(Consumer<Throwable> listener) {
    LISTENERS.remove(listener);
  }

  private static void dropped(Throwable error) {
    try {
      for (Consumer<Throwable> listener : LISTENERS) {
        listener.accept(error);
      }
    } catch (Throwable e) {
      // Reactor must not see a failure of ours, and the error is to be logged
    }
    REACTORS.error("Operator called default onErrorDropped", error);
  }
}
