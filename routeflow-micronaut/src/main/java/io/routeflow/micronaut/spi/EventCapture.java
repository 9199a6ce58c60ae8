package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.micronaut.http.HttpRequest;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.RouteflowScope;
import io.routeflow.micronaut.event.EventType;
import org.jspecify.annotations.Nullable;

/**
 * What an application captures by hand, behind {@link io.routeflow.micronaut.Routeflow}. No method
 * throws or waits; all are safe from any thread.
 */
@Internal
public interface EventCapture {

  /** Captures an event. */
  void captureEvent(CapturedEvent event);

  /**
   * Captures an exception as an event of its own.
   *
   * @param details what the event says beside it, or {@code null}
   */
  void captureException(Throwable exception, @Nullable CapturedEvent details);

  /** Captures an exception that belongs to a request. */
  void reportError(HttpRequest<?> request, Throwable exception);

  /** Adds a breadcrumb to the innermost open scope, else to the buffer of the process. */
  void addBreadcrumb(Breadcrumb breadcrumb);

  /** Sets an attribute of the innermost open scope. */
  void attribute(String name, @Nullable Object value);

  /** Lets no sampling drop the event of the innermost open scope. */
  void keep();

  /** Opens a scope. */
  RouteflowScope openScope(EventType type, String name);
}
