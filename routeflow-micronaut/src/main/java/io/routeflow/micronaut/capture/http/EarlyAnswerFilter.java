package io.routeflow.micronaut.capture.http;

import io.micronaut.context.BeanContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.micronaut.web.router.Router;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import jakarta.inject.Inject;
import java.util.function.Predicate;

/**
 * Notes the status of answers over HTTP/2 that are made before the route is matched: no other
 * filter of ours sees them. Enabled only where a filter of the application may make one, since it
 * makes the framework take another path (see {@link Http2RequestFilter}).
 */
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
@Requires(property = Http2RequestFilter.VERSION, pattern = Http2RequestFilter.HTTP_2)
final class EarlyAnswerFilter implements ConditionalFilter, Ordered {

  private final RequestRecorder recorder;
  private final Predicate<HttpRequest<?>> mayBeAnswered;
  private final InternalErrors errors;

  @Inject
  EarlyAnswerFilter(
      RequestRecorder recorder,
      BeanContext context,
      BeanProvider<Router> router,
      InternalErrors errors) {
    this(recorder, new PreMatchingFilters(context, router)::anyFor, errors);
  }

  EarlyAnswerFilter(
      RequestRecorder recorder, Predicate<HttpRequest<?>> mayBeAnswered, InternalErrors errors) {
    this.recorder = recorder;
    this.mayBeAnswered = mayBeAnswered;
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    try {
      return request instanceof NettyHttpRequest<?> netty
          && Http2RequestFilter.isUntapped(netty)
          && mayBeAnswered.test(request);
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return false;
    }
  }

  @PreMatching
  @ResponseFilter
  void note(HttpRequest<?> request, HttpResponse<?> response) {
    try {
      RequestScope scope = RequestScopeLookup.of(request);
      if (scope != null && !scope.isOnWire()) {
        scope.status(response.code());
        if (recorder.details().namesTrace() && response instanceof MutableHttpResponse<?> own) {
          recorder.details().nameTrace(scope, own);
        }
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }
}
