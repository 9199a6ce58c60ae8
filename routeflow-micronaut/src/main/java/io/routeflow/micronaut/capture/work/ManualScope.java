package io.routeflow.micronaut.capture.work;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventStatus;
import org.jspecify.annotations.Nullable;

/** A scope that the application opened and has to close. */
final class ManualScope implements RouteflowScope {

  private final WorkScope scope;
  private final WorkRecorder recorder;
  private final Thread openedOn = Thread.currentThread();
  private @Nullable PropagatedContext context;
  private PropagatedContext.@Nullable Scope propagation;

  ManualScope(WorkScope scope, WorkRecorder recorder) {
    this.scope = scope;
    this.recorder = recorder;
  }

  /** Makes it the current one of this thread. */
  void enter(PropagatedContext entered) {
    context = entered;
    propagation = entered.propagate();
  }

  WorkScope scope() {
    return scope;
  }

  @Override
  public void failed(@Nullable Throwable exception) {
    if (scope.isOpen()) {
      recorder.failed(scope, exception);
    }
  }

  @Override
  public void warning() {
    if (scope.isOpen() && scope.status() != EventStatus.FAILED) {
      scope.status(EventStatus.WARNING);
    }
  }

  @Override
  public void attribute(String name, Object value) {
    if (scope.isOpen()) {
      recorder.attribute(this, name, value);
    }
  }

  @Override
  public void close() {
    if (Thread.currentThread() == openedOn) {
      leave();
    }
    recorder.close(scope);
  }

  /**
   * Gives the thread that opened it the context back that it had, also where another thread has
   * closed the scope before. A context that was entered since must stay as it is, and so must that
   * of any other thread.
   */
  @SuppressWarnings("ReferenceEquality") // the one that was entered, not one like it
  private void leave() {
    PropagatedContext.Scope entered = propagation;
    if (entered != null && PropagatedContext.getOrEmpty() == context) {
      propagation = null;
      context = null;
      recorder.leave(entered);
    }
  }
}
