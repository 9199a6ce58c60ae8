package io.routeflow.micronaut.capture.work;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Hooks;
import reactor.util.Logger;
import reactor.util.Loggers;

/**
 * Sees the errors that Reactor can deliver to no subscriber. Reactor runs all hooks that there are,
 * one after the other, and can take back only all of them, which the application may do at any
 * time. So the first of several listeners brings a new hook, and those from before are inert where
 * they are still there. A hook logs the error as Reactor does where there is none. Thread-safe.
 */
final class DroppedErrors {

  private static final Logger REACTORS = Loggers.getLogger("reactor.core.publisher.Operators");

  /** One for each application context of the process that listens. */
  private static final List<Consumer<Throwable>> LISTENERS = new CopyOnWriteArrayList<>();

  /** The hook that is not inert; none where there was no listener yet. */
  private static final AtomicReference<@Nullable Hook> ACTIVE = new AtomicReference<>();

  private DroppedErrors() {}

  /** Adds a listener, which must not throw. */
  static synchronized void listen(Consumer<Throwable> listener) {
    boolean isFirst = LISTENERS.isEmpty();
    LISTENERS.add(listener);
    if (isFirst) {
      Hook hook = new Hook();
      ACTIVE.set(hook);
      Hooks.onErrorDropped(hook);
    }
  }

  /** Removes a listener. */
  static synchronized void leave(Consumer<Throwable> listener) {
    LISTENERS.remove(listener);
  }

  /** What Reactor calls. The latest of them stays active without listeners, for its log line. */
  private static final class Hook implements Consumer<Throwable> {

    @Override
    public void accept(Throwable error) {
      if (ACTIVE.get() != this) {
        return;
      }
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
}
