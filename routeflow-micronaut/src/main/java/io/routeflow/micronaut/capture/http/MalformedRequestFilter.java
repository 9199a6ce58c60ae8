package io.routeflow.micronaut.capture.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;

/**
 * Records malformed requests over HTTP/2: they have passed no request filter, and what is left of
 * them names no stream.
 */
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
@Requires(property = Http2RequestFilter.VERSION, pattern = Http2RequestFilter.HTTP_2)
final class MalformedRequestFilter implements ConditionalFilter, Ordered {

  private final RequestRecorder recorder;
  private final InternalErrors errors;

  MalformedRequestFilter(RequestRecorder recorder, InternalErrors errors) {
    this.recorder = recorder;
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty
        && Http2RequestFilter.isUntapped(netty)
        && !Http2Tap.hasStream(netty.getNativeRequest());
  }

  @ResponseFilter
  void record(HttpRequest<?> request, HttpResponse<?> response) {
    try {
      // the framework does not ask where filters ran before the route was matched
      if (isEnabled(request)) {
        RequestScope scope = recorder.open(request.getMethodName(), EmptyHttpHeaders.INSTANCE);
        scope.status(response.code());
        if (recorder.details().namesTrace() && response instanceof MutableHttpResponse<?> own) {
          recorder.details().nameTrace(scope, own);
        }
        recorder.close(scope, Completion.ANSWERED);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }
}
