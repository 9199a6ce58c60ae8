package io.routeflow.micronaut.capture.http;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerHttpRequestContext;
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
   * As {@link #attach}, also where a filter before routing has put another request in the place of
   * the one that was received. Filters run in the context of the latter, which is still known by
   * its connection.
   */
  private static @Nullable RequestScope attach(HttpRequest<?> request, PropagatedContext context) {
    RequestScope scope = attach(request);
    if (scope != null || request instanceof NettyHttpRequest) {
      return scope;
    }
    ServerHttpRequestContext received = context.find(ServerHttpRequestContext.class).orElse(null);
    scope = received == null ? null : attach(received.httpRequest());
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
    return named(attach(request), request, names);
  }

  /** As {@link #named}, also of a request that a filter before routing has replaced. */
  static @Nullable RequestScope named(
      HttpRequest<?> request, PropagatedContext context, RouteNameCache names) {
    return named(attach(request, context), request, names);
  }

  private static @Nullable RequestScope named(
      @Nullable RequestScope scope, HttpRequest<?> request, RouteNameCache names) {
    if (scope != null && scope.route().isUnmatched()) {
      scope.matched(names.of(request));
    }
    return scope;
  }
}
