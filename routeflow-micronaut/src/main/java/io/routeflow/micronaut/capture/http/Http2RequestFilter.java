package io.routeflow.micronaut.capture.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaders;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import io.routeflow.micronaut.spi.Recording;

/**
 * Opens the scopes of requests that pass no {@link WireTap}, which are those over HTTP/2. Before
 * the route is matched, so that preflights and early answers are seen; {@link EarlyAnswerFilter}
 * notes these. Where the server does not speak HTTP/2 there is nothing for it to do, and a filter
 * that is not there costs no request anything.
 *
 * <p>All is done in {@link #isEnabled}, and the filter is never enabled: where one is that runs
 * before the route is matched, the framework asks none of those behind it whether it is enabled,
 * and conditional filters of the application would run for requests that they are not for.
 */
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
@Requires(property = Http2RequestFilter.VERSION, pattern = Http2RequestFilter.HTTP_2)
final class Http2RequestFilter implements ConditionalFilter, Ordered {

  static final String VERSION = "micronaut.server.http-version";
  static final String HTTP_2 = ".*2.*";

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
    try {
      if (request instanceof NettyHttpRequest<?> netty
          && isUntapped(netty)
          && RequestScopeLookup.of(request) == null) {
        open(netty);
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
    return false;
  }

  /** Whether the request has passed no {@link WireTap}. */
  static boolean isUntapped(NettyHttpRequest<?> request) {
    return request.getChannelHandlerContext().channel().attr(WireTap.KEY).get() == null;
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

  /** By which the framework knows when to ask; it has nothing left to do. */
  @PreMatching
  @RequestFilter
  void open(HttpRequest<?> request) {
    // as the class says
  }
}
