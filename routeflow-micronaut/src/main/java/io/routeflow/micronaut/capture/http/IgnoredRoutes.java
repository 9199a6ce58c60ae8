package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanProvider;
import io.micronaut.http.HttpStatus;
import io.micronaut.web.router.Router;
import io.micronaut.web.router.UriRouteMatch;
import java.util.List;

/**
 * Decides which requests without a route of their own belong to ignored ones all the same: the
 * browser's question before a call, and calls with the wrong method or type. Only asked about such
 * requests, since it looks at every route there is, as the framework itself does for them.
 */
final class IgnoredRoutes {

  private static final String OPTIONS = "OPTIONS";

  /** Looked up late: the router is made of most of the application. */
  private final BeanProvider<Router> router;

  private final RouteNameCache names;

  IgnoredRoutes(BeanProvider<Router> router, RouteNameCache names) {
    this.router = router;
    this.names = names;
  }

  /** Whether a request asks for what may be done with a path of ignored routes only. */
  boolean matchesPreflight(String method, String target) {
    return method.equals(OPTIONS) && areAllAt(target.substring(0, RequestScope.pathEnd(target)));
  }

  /** Whether the router has refused a request to a path of ignored routes only. */
  boolean haveRefused(int status, String path) {
    return (status == HttpStatus.METHOD_NOT_ALLOWED.getCode()
            || status == HttpStatus.NOT_ACCEPTABLE.getCode()
            || status == HttpStatus.UNSUPPORTED_MEDIA_TYPE.getCode())
        && areAllAt(path);
  }

  private boolean areAllAt(String path) {
    List<UriRouteMatch<Object, Object>> matches = router.get().findAny(path, null).toList();
    return !matches.isEmpty()
        && matches.stream().allMatch(match -> names.of(match.getRouteInfo()).ignored());
  }
}
