package io.routeflow.micronaut.capture.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.routeflow.micronaut.TraceIdResolver;
import io.routeflow.micronaut.diagnostics.InternalErrors;

/**
 * Asks the application's own bean for the trace of a request. It runs before the route is matched
 * and before other filters may answer, and exists only where there is such a bean.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(beans = TraceIdResolver.class)
final class TraceIdFilter implements Ordered {

  private final TraceIdResolver resolver;
  private final InternalErrors errors;

  TraceIdFilter(TraceIdResolver resolver, InternalErrors errors) {
    this.resolver = resolver;
    this.errors = errors;
  }

  /** Just inside {@link Http2RequestFilter}, which opens the scope. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @PreMatching
  @RequestFilter
  void name(HttpRequest<?> request) {
    try {
      RequestScope scope = RequestScopes.attach(request);
      if (scope != null) {
        String id = CorrelationHeaders.traceId(resolver.resolve(request));
        if (id != null) {
          scope.nameTrace(id);
        }
      }
    } catch (Throwable e) {
      errors.report("traceIdResolver", e);
    }
  }
}
