package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.RouteflowScope;
import org.jspecify.annotations.Nullable;

/** In place of a scope that could not be opened: the work goes on without an event. Thread-safe. */
@Internal
public final class NoScope implements RouteflowScope {

  /** The only one, since nothing is in it. */
  public static final NoScope INSTANCE = new NoScope();

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
  public void attribute(String name, @Nullable Object value) {
    // there is no event that could have it
  }

  @Override
  public void close() {
    // nothing is open
  }
}
