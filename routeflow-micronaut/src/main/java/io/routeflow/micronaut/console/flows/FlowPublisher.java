package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Notifies the listeners of changes; none of them can disturb another or the delivery. */
final class FlowPublisher {

  /** They are beans that stay, so more than that would be a leak. */
  static final int MAX_LISTENERS = 16;

  private final List<FlowListener> listeners = new CopyOnWriteArrayList<>();
  private final InternalErrors errors;

  FlowPublisher(InternalErrors errors) {
    this.errors = errors;
  }

  void add(FlowListener listener) {
    if (listeners.size() >= MAX_LISTENERS) {
      throw new IllegalStateException("more than " + MAX_LISTENERS + " listeners");
    }
    listeners.add(listener);
  }

  boolean isEmpty() {
    return listeners.isEmpty();
  }

  void publish(Consumer<FlowListener> change) {
    for (FlowListener listener : listeners) {
      try {
        change.accept(listener);
      } catch (Throwable e) {
        errors.report(Stage.CONSOLE, e);
      }
    }
  }
}
