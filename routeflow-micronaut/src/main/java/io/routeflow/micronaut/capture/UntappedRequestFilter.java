package io.routeflow.micronaut.capture;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.netty.channel.ChannelHandlerContext;
import io.routeflow.micronaut.RequestRecording;
import io.routeflow.micronaut.queue.InternalErrors;

/**
 * Opens the recordings of requests that pass no {@link WireTap}, which are those over HTTP/2. It
 * runs before the route is matched, so that preflights and early answers are seen; for them, and
 * only for them, the framework calls its response method. Where the server does not speak HTTP/2
 * there is nothing for it to do, and a filter that is not there costs no request anything.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
@Requires(property = "micronaut.server.http-version", pattern = ".*2.*")
final class UntappedRequestFilter implements ConditionalFilter, Ordered {

  private final Recorder recorder;
  private final InternalErrors errors;

  UntappedRequestFilter(Recorder recorder, InternalErrors errors) {
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
    HttpHeaders headers = request.getHeaders();
    if (recorder.ignores(
        request.getMethodName(),
        request.getNativeRequest().uri(),
        headers.get(OwnDelivery.ID_HEADER))) {
      return;
    }
    ChannelHandlerContext context = request.getChannelHandlerContext();
    Http2Tap tap = Http2Tap.of(context, recorder, errors);
    if (tap == null) {
      return;
    }
    OpenRecording recording =
        recorder.open(
            request.getMethodName(),
            headers.get(CorrelationHeaders.TRACE_ID),
            headers.get(CorrelationHeaders.FRONTEND_ROUTE),
            headers.get(TraceParent.HEADER));
    if (tap.watch(request.getNativeRequest(), recording)) {
      request.setAttribute(RequestRecording.ATTRIBUTE, recording);
    }
  }

  @PreMatching
  @ResponseFilter
  void noteEarlyAnswer(HttpRequest<?> request, MutableHttpResponse<?> response) {
    try {
      OpenRecording recording = Recordings.of(request);
      if (recording != null && !recording.isOnWire()) {
        recording.status(response.code());
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }

  /** A malformed request has passed no request filter, and what is left of it names no stream. */
  @ResponseFilter
  void recordMalformed(HttpRequest<?> request, MutableHttpResponse<?> response) {
    try {
      if (request instanceof NettyHttpRequest<?> netty
          && isUntapped(netty)
          && !Http2Tap.hasStream(netty.getNativeRequest())) {
        OpenRecording recording = recorder.open(request.getMethodName(), null, null, null);
        recording.status(response.code());
        recorder.close(recording, Ending.ANSWERED);
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }
}
