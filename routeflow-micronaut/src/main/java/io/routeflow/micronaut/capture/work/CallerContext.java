package io.routeflow.micronaut.capture.work;

import io.micronaut.core.propagation.PropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.context.ServerHttpRequestContext;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.spi.Recording;
import io.routeflow.micronaut.spi.ScopeContext;
import org.jspecify.annotations.Nullable;

/** What the calling code works for, by its propagated context, where that need not be open. */
final class CallerContext {

  private CallerContext() {}

  /**
   * The innermost work where none of it is open any more. Nothing can be added to it, but what the
   * calling code does is still its consequence; {@code null} where the request is ignored.
   */
  static @Nullable OpenScope ended() {
    ManualScope.leaveClosed();
    PropagatedContext context = PropagatedContext.getOrEmpty();
    ScopeContext scope = context.find(ScopeContext.class).orElse(null);
    if (scope != null && scope.recording() instanceof OpenScope work) {
      return work;
    }
    ServerHttpRequestContext request = context.find(ServerHttpRequestContext.class).orElse(null);
    return request == null ? null : of(request.httpRequest());
  }

  /** What is recorded of a request, whether it is open or has ended. */
  static @Nullable OpenScope of(HttpRequest<?> request) {
    Object recording = request.getAttributes().getValue(Recording.ATTRIBUTE);
    // without an origin it is ignored
    return recording instanceof OpenScope scope && scope.origin() != null ? scope : null;
  }

  /**
   * Whether a request goes on, is ignored, or has ended: the breadcrumbs of the process belong not
   * to its events.
   */
  static boolean isInRequest() {
    return PropagatedContext.getOrEmpty().find(ServerHttpRequestContext.class).isPresent();
  }

  /** Whether the calling code works for a request that is ignored. */
  static boolean isIgnored() {
    ServerHttpRequestContext request =
        PropagatedContext.getOrEmpty().find(ServerHttpRequestContext.class).orElse(null);
    return request != null && of(request.httpRequest()) == null;
  }
}
