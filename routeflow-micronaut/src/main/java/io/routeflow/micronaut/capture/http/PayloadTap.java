package io.routeflow.micronaut.capture.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.ssl.SslHandler;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.capture.payload.MessageHead;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import org.jspecify.annotations.Nullable;

/**
 * Copies what a {@link WireTap} sees of contents. It exists only where contents are captured.
 * Confined to the connection's event loop.
 */
final class PayloadTap {

  private final PayloadCapture capture;

  /** Of the request that is being read, which may be a later one than that being answered. */
  private @Nullable CapturedExchange receiving;

  private @Nullable CapturedExchange answering;

  PayloadTap(PayloadCapture capture) {
    this.capture = capture;
  }

  /** A request begins; without a scope nothing of it is of interest. */
  void requestBegins(
      ChannelHandlerContext context, HttpRequest request, @Nullable RequestScope scope) {
    receiving = null;
    if (scope == null) {
      return;
    }
    CapturedExchange exchange = capture.open();
    exchange.requestHead(
        MessageHead.of(request.headers().iteratorCharSequence(), capture.keepsHeaders()),
        capture.keepsUrls() ? url(context.channel(), request) : null);
    scope.notes().exchange(exchange);
    receiving = exchange;
  }

  private static String url(Channel channel, HttpRequest request) {
    return RequestUrl.of(
        isSecure(channel) ? "https" : "http",
        request.headers().get(HttpHeaderNames.HOST),
        request.uri());
  }

  private static boolean isSecure(Channel channel) {
    Channel parent = channel.parent();
    return channel.pipeline().get(SslHandler.class) != null
        || (parent != null && parent.pipeline().get(SslHandler.class) != null);
  }

  /** A part of a request's body has come. */
  void received(HttpContent content) {
    CapturedExchange exchange = receiving;
    if (exchange != null) {
      exchange.requestData(content.content());
      if (content instanceof LastHttpContent last) {
        if (!last.decoderResult().isFailure()) {
          exchange.requestEnd();
        }
        receiving = null;
      }
    }
  }

  /** A response begins, other than an informational one. */
  void responseBegins(HttpResponse response, @Nullable RequestScope scope) {
    CapturedExchange exchange = scope == null ? null : scope.exchangeIfAny();
    answering = exchange;
    if (exchange != null) {
      MessageHead head =
          MessageHead.of(response.headers().iteratorCharSequence(), capture.keepsHeaders());
      exchange.responseHead(head, isStreamed(response, head));
    }
  }

  /** What comes as a whole has its length; compression makes parts of it, but says its length. */
  private static boolean isStreamed(HttpResponse response, MessageHead head) {
    return !(response instanceof FullHttpResponse)
        && (head.contentLength() < 0 || !head.isEncoded());
  }

  /** A part of a response's body goes out. */
  void sent(HttpContent content) {
    CapturedExchange exchange = answering;
    if (exchange != null) {
      ByteBuf data = content.content();
      exchange.responseData(data, data.readerIndex(), data.readableBytes());
      if (content instanceof LastHttpContent) {
        exchange.responseEnd();
        answering = null;
      }
    }
  }

  /** Something has failed: what is held is not of interest any more. */
  void forget() {
    receiving = null;
    answering = null;
  }
}
