package io.routeflow.micronaut.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http2.Http2Connection;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Headers;
import io.netty.handler.codec.http2.Http2Stream;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.capture.payload.MessageHead;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Copies what passes on the streams of one HTTP/2 connection. A request may have come with all of
 * its body before the framework looks at it, so the copy begins with the stream, and its scope
 * takes it over later. It exists only where contents are captured. Confined to the connection's
 * event loop.
 */
final class Http2Payloads {

  private final PayloadCapture capture;
  private final RequestRecorder recorder;
  private final InternalErrors errors;
  private final Http2Connection connection;
  private final Http2Connection.PropertyKey key;

  Http2Payloads(
      PayloadCapture capture,
      RequestRecorder recorder,
      InternalErrors errors,
      Http2Connection connection) {
    this.capture = capture;
    this.recorder = recorder;
    this.errors = errors;
    this.connection = connection;
    this.key = connection.newKey();
  }

  /** Watches what is sent, from before the first response on. */
  void watchResponses(ChannelHandlerContext http2) throws Http2Exception {
    if (capture.seesResponses()) {
      http2
          .pipeline()
          .addBefore(
              http2.name(),
              Http2ResponseTap.NAME,
              new Http2ResponseTap(this::exchangeOf, capture.keepsHeaders(), errors));
    }
  }

  private @Nullable CapturedExchange exchangeOf(int streamId) {
    Http2Stream stream = connection.stream(streamId);
    return stream == null ? null : stream.getProperty(key);
  }

  /** A request begins, or its trailers come. */
  void headersRead(int streamId, Http2Headers headers, boolean endOfStream) {
    try {
      Http2Stream stream = connection.stream(streamId);
      if (stream == null) {
        return;
      }
      CapturedExchange exchange = stream.getProperty(key);
      if (exchange == null && headers.method() != null && !isIgnored(headers)) {
        exchange = capture.open();
        exchange.requestHead(
            MessageHead.of(headers.iterator(), capture.keepsHeaders()), url(headers));
        stream.setProperty(key, exchange);
      }
      if (exchange != null && endOfStream) {
        exchange.requestEnd();
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  private boolean isIgnored(Http2Headers headers) {
    CharSequence id = headers.get(SelfTraffic.ID_HEADER);
    return recorder.ignores(
        text(headers.method()), text(headers.path()), id == null ? null : id.toString());
  }

  private @Nullable String url(Http2Headers headers) {
    if (!capture.keepsUrls()) {
      return null;
    }
    CharSequence authority = headers.authority();
    CharSequence host = authority == null ? headers.get(HttpHeaderNames.HOST) : authority;
    CharSequence scheme = headers.scheme();
    return RequestUrl.of(
        scheme != null && scheme.toString().equals("https") ? "https" : "http",
        host == null ? null : host.toString(),
        text(headers.path()));
  }

  /** A part of a request's body has come. */
  void dataRead(int streamId, ByteBuf data, boolean endOfStream) {
    try {
      CapturedExchange exchange = exchangeOf(streamId);
      if (exchange != null) {
        exchange.requestData(data);
        if (endOfStream) {
          exchange.requestEnd();
        }
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  /** The scope of a stream's request takes the copy over. */
  void attach(Http2Stream stream, RequestScope scope) {
    CapturedExchange exchange = stream.getProperty(key);
    if (exchange != null) {
      scope.notes().exchange(exchange);
    }
  }

  /** The request that asked for the upgrade came over HTTP/1.1, with all of its body. */
  void upgraded(Http2Stream stream, FullHttpRequest request, RequestScope scope) {
    CapturedExchange exchange = capture.open();
    exchange.requestHead(
        MessageHead.of(request.headers().iteratorCharSequence(), capture.keepsHeaders()),
        capture.keepsUrls()
            ? RequestUrl.of("http", request.headers().get(HttpHeaderNames.HOST), request.uri())
            : null);
    exchange.requestData(request.content());
    exchange.requestEnd();
    stream.setProperty(key, exchange);
    scope.notes().exchange(exchange);
  }

  /** The stream is gone; a copy without a scope has no further use. */
  void closed(Http2Stream stream, boolean hadScope) {
    CapturedExchange exchange = stream.removeProperty(key);
    if (exchange != null && !hadScope) {
      exchange.close();
      exchange.release();
    }
  }

  /** A response begins; what comes as a whole has its length, unless compression took it away. */
  static void responseHead(
      CapturedExchange exchange, Http2Headers headers, boolean keepsHeaders, boolean endsStream) {
    MessageHead head = MessageHead.of(headers.iterator(), keepsHeaders);
    exchange.responseHead(head, !endsStream && head.contentLength() < 0 && !head.isEncoded());
  }

  private static String text(@Nullable CharSequence text) {
    return text == null ? "" : text.toString();
  }
}
