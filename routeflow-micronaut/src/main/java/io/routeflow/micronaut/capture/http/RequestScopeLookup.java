package io.routeflow.micronaut.capture.http;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.routeflow.micronaut.spi.Recording;
import org.jspecify.annotations.Nullable;

/** Finds the scope that belongs to a request of the framework. */
final class RequestScopeLookup {

  private RequestScopeLookup() {}

  /** The scope that is attached to the request, or {@code null}. */
  static @Nullable RequestScope of(HttpRequest<?> request) {
    return request.getAttribute(Recording.ATTRIBUTE).orElse(null) instanceof RequestScope scope
        ? scope
        : null;
  }

  /** As {@link #of}, and on first sight takes it from the connection and attaches it. */
  static @Nullable RequestScope attach(HttpRequest<?> request) {
    if (!(request instanceof NettyHttpRequest<?> netty)) {
      return of(request);
    }
    WireTap tap = netty.getChannelHandlerContext().channel().attr(WireTap.KEY).get();
    if (tap == null) {
      return of(request);
    }
    RequestScope scope = tap.scopeOf(netty.getNativeRequest());
    if (scope != null) {
      request.setAttribute(Recording.ATTRIBUTE, scope);
    }
    return scope;
  }

  /**
   * As {@link #attach}, and on first sight names its route: later an error route may take the place
   * of the match.
   */
  static @Nullable RequestScope named(HttpRequest<?> request, RouteNameCache names) {
    RequestScope scope = attach(request);
    if (scope != null && scope.route().isUnmatched()) {
      scope.route(names.of(request));
    }
    return scope;
  }
}
