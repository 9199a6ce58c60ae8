package io.routeflow.micronaut.capture.work;

import io.routeflow.micronaut.RouteflowScope;
import org.jspecify.annotations.Nullable;

/** In place of a scope that could not be opened: the work goes on without an event. */
final class NoScope implements RouteflowScope {

  static final NoScope INSTANCE = new NoScope();

  private NoScope() {}

  @Override
  public void failed(@Nullable Throwable exception) {
    // there is no event to mark
  }

  @Override
  public void warning() {
    // there is no event to mark
  }

  @Override
  public void attribute(String name, Object value) {
    // there is no event that could have it
  }

  @Override
  public void close() {
    // nothing is open
  }
}
