package io.routeflow.micronaut.capture.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.spi.Recording;

/**
 * Opens the scopes of requests that pass no {@link WireTap}, which are those over HTTP/2. It runs
 * before the route is matched, so that preflights and early answers are seen; for them, and only
 * for them, the framework calls its response method. Where the server does not speak HTTP/2 there
 * is nothing for it to do, and a filter that is not there costs no request anything.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "micronaut.server.http-version", pattern = ".*2.*")
final class Http2RequestFilter implements ConditionalFilter, Ordered {

  private final RequestRecorder recorder;
  private final InternalErrors errors;

  Http2RequestFilter(RequestRecorder recorder, InternalErrors errors) {
    this.recorder = recorder;
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return request instanceof NettyHttpRequest<?> netty && isUntapped(netty);
  }

  private static boolean isUntapped(NettyHttpRequest<?> request) {
    return request.getChannelHandlerContext().channel().attr(WireTap.KEY).get() == null;
  }

  @PreMatching
  @RequestFilter
  void open(HttpRequest<?> request) {
    try {
      if (request instanceof NettyHttpRequest<?> netty) {
        open(netty);
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }

  private void open(NettyHttpRequest<?> request) {
    HttpHeaders headers = request.getNativeRequest().headers();
    if (recorder.ignores(
        request.getMethodName(),
        request.getNativeRequest().uri(),
        headers.get(SelfTraffic.ID_HEADER))) {
      return;
    }
    ChannelHandlerContext context = request.getChannelHandlerContext();
    Http2Tap tap = Http2Tap.of(context, recorder, errors);
    if (tap == null) {
      return;
    }
    RequestScope scope = recorder.open(request.getMethodName(), headers);
    if (recorder.keepsTargets()) {
      scope.target(request.getNativeRequest().uri());
    }
    if (tap.watch(request.getNativeRequest(), scope)) {
      request.setAttribute(Recording.ATTRIBUTE, scope);
    } else {
      recorder.abandon(scope);
    }
  }

  @PreMatching
  @ResponseFilter
  void noteEarlyAnswer(HttpRequest<?> request, MutableHttpResponse<?> response) {
    try {
      RequestScope scope = RequestScopeLookup.of(request);
      if (scope != null && !scope.isOnWire()) {
        scope.status(response.code());
        nameTrace(scope, response);
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }

  private void nameTrace(RequestScope scope, MutableHttpResponse<?> response) {
    if (recorder.details().namesTrace()) {
      recorder.details().nameTrace(scope, response);
    }
  }

  /** A malformed request has passed no request filter, and what is left of it names no stream. */
  @ResponseFilter
  void recordMalformed(HttpRequest<?> request, MutableHttpResponse<?> response) {
    try {
      if (request instanceof NettyHttpRequest<?> netty
          && isUntapped(netty)
          && !Http2Tap.hasStream(netty.getNativeRequest())) {
        RequestScope scope = recorder.open(request.getMethodName(), EmptyHttpHeaders.INSTANCE);
        scope.status(response.code());
        nameTrace(scope, response);
        recorder.close(scope, Completion.ANSWERED);
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }
}
