package io.routeflow.micronaut.capture;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.routeflow.micronaut.RequestRecording;
import org.jspecify.annotations.Nullable;

/** Finds the recording that belongs to a request of the framework. */
final class Recordings {

  private Recordings() {}

  /** The recording that was tied to the request, or {@code null}. */
  static @Nullable OpenRecording of(HttpRequest<?> request) {
    return request.getAttribute(RequestRecording.ATTRIBUTE).orElse(null)
            instanceof OpenRecording recording
        ? recording
        : null;
  }

  /** As {@link #of}, and on first sight takes it from the connection and ties it. */
  static @Nullable OpenRecording tie(HttpRequest<?> request) {
    if (!(request instanceof NettyHttpRequest<?> netty)) {
      return of(request);
    }
    WireTap tap = netty.getChannelHandlerContext().channel().attr(WireTap.KEY).get();
    if (tap == null) {
      return of(request);
    }
    OpenRecording recording = tap.recordingOf(netty.getNativeRequest());
    if (recording != null) {
      request.setAttribute(RequestRecording.ATTRIBUTE, recording);
    }
    return recording;
  }

  /**
   * As {@link #tie}, and on first sight names its route: later an error route may take the place of
   * the match.
   */
  static @Nullable OpenRecording named(HttpRequest<?> request, RouteNames names) {
    OpenRecording recording = tie(request);
    if (recording != null && recording.route().isUnmatched()) {
      recording.route(names.of(request));
    }
    return recording;
  }
}
