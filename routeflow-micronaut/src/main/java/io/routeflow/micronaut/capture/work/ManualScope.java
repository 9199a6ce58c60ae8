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
  private PropagatedContext.@Nullable Scope propagation;

  ManualScope(WorkScope scope, WorkRecorder recorder) {
    this.scope = scope;
    this.recorder = recorder;
  }

  /** Makes it the current one of this thread. */
  void enter(PropagatedContext context) {
    propagation = context.propagate();
  }

  WorkScope scope() {
    return scope;
  }

  @Override
  public void failed(@Nullable Throwable exception) {
    recorder.failed(scope, exception);
  }

  @Override
  public void warning() {
    if (scope.status() != EventStatus.FAILED) {
      scope.status(EventStatus.WARNING);
    }
  }

  @Override
  public void attribute(String name, Object value) {
    if (scope.isOpen()) {
      recorder.attribute(this, name, value);
    }
  }

  /** On another thread the context of that one must stay as it is. */
  @Override
  public void close() {
    if (scope.isOpen() && Thread.currentThread() == openedOn) {
      recorder.leave(propagation);
    }
    recorder.close(scope);
  }
}
