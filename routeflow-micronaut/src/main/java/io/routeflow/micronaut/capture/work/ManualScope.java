package io.routeflow.micronaut.capture.work;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.ScopeContext;
import org.jspecify.annotations.Nullable;

/** A scope that the application opened and has to close. */
final class ManualScope implements RouteflowScope {

  private final WorkScope scope;
  private final WorkRecorder recorder;
  private final Thread openedOn = Thread.currentThread();

  /** The one that was the current one before, as long as this one has the thread. */
  private @Nullable ManualScope outer;

  private @Nullable PropagatedContext context;
  private PropagatedContext.@Nullable Scope propagation;

  ManualScope(WorkScope scope, @Nullable ManualScope outer, WorkRecorder recorder) {
    this.scope = scope;
    this.outer = outer;
    this.recorder = recorder;
    scope.openedBy(this);
  }

  /** Who has opened a scope, if that was done by hand and it has not ended. */
  static @Nullable ManualScope of(@Nullable Recording recording) {
    return recording instanceof WorkScope work && work.isOpen() ? work.openedBy() : null;
  }

  /**
   * Gives the calling thread back the context that it had before a scope which another thread has
   * closed since: what it does now is no work of that one. A context that was handed on, as to a
   * task, stays as it is.
   */
  static void leaveClosed() {
    ScopeContext innermost = PropagatedContext.getOrEmpty().find(ScopeContext.class).orElse(null);
    if (innermost != null && innermost.recording() instanceof WorkScope work && !work.isOpen()) {
      ManualScope closed = work.openedBy();
      if (closed != null && closed.openedOn == Thread.currentThread()) {
        closed.leave();
      }
    }
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
  public void attribute(String name, @Nullable Object value) {
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
   * of any other thread. An outer one that was closed too early could not leave: it does now.
   */
  @SuppressWarnings("ReferenceEquality") // the one that was entered, not one like it
  private void leave() {
    PropagatedContext.Scope entered = propagation;
    if (entered != null && PropagatedContext.getOrEmpty() == context) {
      propagation = null;
      context = null;
      recorder.leave(entered);
      ManualScope around = outer;
      outer = null;
      if (around != null && !around.scope.isOpen() && around.openedOn == openedOn) {
        around.leave();
      }
    }
  }
}
