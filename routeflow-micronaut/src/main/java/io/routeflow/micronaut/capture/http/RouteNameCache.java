package io.routeflow.micronaut.capture.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.UriRouteInfo;
import io.micronaut.web.router.UriRouteMatch;
import io.routeflow.micronaut.policy.IgnoredHandlers;
import io.routeflow.micronaut.spi.HandlerName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The names of the application's routes. Each is made once and kept, because the framework builds
 * the template's text anew on every call. The map is bounded by the number of routes, which the
 * application decides, and by a limit, should an application make routes while it runs.
 */
final class RouteNameCache {

  static final int MAX_ROUTES = 10_000;
  private static final int MAX_PATH = 512;

  /**
   * The attribute behind {@link RouteAttributes}, asked first because the typed question makes a
   * conversion context of some 180 bytes for each request. Should the name ever change, the typed
   * question still answers.
   */
  private static final String ROUTE_MATCH = "micronaut.http.route.match";

  private final Map<Object, RouteName> names = new ConcurrentHashMap<>();

  /** The name of the route that the request matched. */
  RouteName of(HttpRequest<?> request) {
    Object match = request.getAttribute(ROUTE_MATCH).orElse(null);
    if (match == null) {
      match = RouteAttributes.getRouteMatch(request).orElse(null);
    }
    if (!(match instanceof UriRouteMatch<?, ?> uriMatch)) {
      return RouteName.UNMATCHED;
    }
    return of(uriMatch.getRouteInfo());
  }

  /** The name of a route. */
  RouteName of(UriRouteInfo<?, ?> route) {
    RouteName known = names.get(route);
    return known != null ? known : learn(route);
  }

  private RouteName learn(UriRouteInfo<?, ?> route) {
    return keep(
        route,
        new RouteName(
            shortened(route.getUriMatchTemplate().toPathString()),
            shortened(HandlerName.of(route).inEvents()),
            route.getHttpMethodName(),
            IgnoredHandlers.contains(route.getAnnotationMetadata())));
  }

  /** Keeps the name for as long as there is room; beyond that it is made anew each time. */
  RouteName keep(Object route, RouteName name) {
    if (names.size() < MAX_ROUTES) {
      names.put(route, name);
    }
    return name;
  }

  int size() {
    return names.size();
  }

  /** A path of bounded length. */
  static String shortened(String text) {
    return text.length() <= MAX_PATH ? text : text.substring(0, MAX_PATH);
  }
}
