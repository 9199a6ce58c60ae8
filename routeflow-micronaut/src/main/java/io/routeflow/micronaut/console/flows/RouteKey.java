package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.WorkEvent;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What makes a route: two handlers of one template and method are one. Work that is no request has
 * its type in place of the method and its name in place of the template.
 */
record RouteKey(String method, String path) {

  /** The route of an event; {@code null} of an exception, which is part of other work. */
  static @Nullable RouteKey of(Event event) {
    if (event instanceof RequestEvent request) {
      return new RouteKey(request.method(), request.path());
    }
    return event instanceof WorkEvent work
        ? new RouteKey(work.type().wireName().toUpperCase(Locale.ROOT), work.name())
        : null;
  }
}
