package io.routeflow.micronaut.delivery;

import io.micronaut.http.HttpRequest;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.spi.EventCapture;
import io.routeflow.micronaut.spi.NoScope;
import org.jspecify.annotations.Nullable;

/** In place of a capture that could not be made: the application goes on without events. */
final class NoCapture implements EventCapture {

  static final NoCapture INSTANCE = new NoCapture();

  private NoCapture() {}

  @Override
  public void captureEvent(CapturedEvent event) {
    // nothing can be captured
  }

  @Override
  public void captureException(Throwable exception, @Nullable CapturedEvent details) {
    // nothing can be captured
  }

  @Override
  public void reportError(HttpRequest<?> request, Throwable exception) {
    // nothing can be captured
  }

  @Override
  public void addBreadcrumb(Breadcrumb breadcrumb) {
    // nothing can be captured
  }

  @Override
  public void attribute(String name, @Nullable Object value) {
    // nothing can be captured
  }

  @Override
  public void keep() {
    // nothing can be captured
  }

  @Override
  public RouteflowScope openScope(EventType type, String name) {
    return NoScope.INSTANCE;
  }
}
