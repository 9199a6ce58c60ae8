package io.routeflow.micronaut.capture.http;

import io.routeflow.micronaut.event.RequestEvent;

/**
 * What a request is called: always in the application's own words, never in the sender's.
 *
 * @param path the route template, or the mapping of a static file
 * @param handler controller and method
 * @param method the method of the route; empty where no route matched
 * @param ignored whether requests to it are no events
 */
record RouteName(String path, String handler, String method, boolean ignored) {

  static final RouteName UNMATCHED =
      new RouteName(RequestEvent.UNMATCHED, RequestEvent.UNMATCHED, "", false);

  /** Of a request that no route matched, to a path whose routes are all ignored. */
  static final RouteName IGNORED =
      new RouteName(RequestEvent.UNMATCHED, RequestEvent.UNMATCHED, "", true);

  /** Whether neither a route nor a mapping of static files is known. */
  boolean isUnmatched() {
    return path.equals(RequestEvent.UNMATCHED);
  }
}
