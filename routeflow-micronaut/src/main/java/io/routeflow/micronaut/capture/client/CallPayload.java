package io.routeflow.micronaut.capture.client;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.capture.payload.MessageHead;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import io.routeflow.micronaut.event.Payload;
import java.util.Iterator;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What passes by of one call, bounded and unmasked; it is masked when its event is made. The thread
 * that sends or reads fills it, whatever thread ends the call closes it, and what comes later is
 * not looked at. Thread-safe: each method holds a lock, for which none waits once the call has
 * ended, so not while its contents are masked either. No {@code toString} of it holds content.
 */
final class CallPayload {

  private final PayloadCapture capture;
  private final CapturedExchange exchange;
  private volatile boolean closed;

  CallPayload(PayloadCapture capture) {
    this.capture = capture;
    this.exchange = capture.open();
  }

  /** The request goes out. */
  void request(HttpRequest request) {
    request(request.headers().iteratorCharSequence());
  }

  /** The request goes out with these header lines. */
  void request(Iterator<Map.Entry<CharSequence, CharSequence>> headers) {
    if (closed) {
      return;
    }
    synchronized (this) {
      if (!closed) {
        exchange.requestHead(MessageHead.of(headers, capture.keepsHeaders()), null);
      }
    }
  }

  /** A part of its body goes out. */
  void requestData(ByteBuf data, boolean last) {
    if (closed) {
      return;
    }
    synchronized (this) {
      if (!closed) {
        exchange.requestData(data);
        if (last) {
          exchange.requestEnd();
        }
      }
    }
  }

  /** The answer begins. */
  void response(HttpResponse response) {
    response(response.headers().iteratorCharSequence());
  }

  /** The answer begins with these header lines. */
  void response(Iterator<Map.Entry<CharSequence, CharSequence>> headers) {
    if (closed) {
      return;
    }
    synchronized (this) {
      if (!closed) {
        exchange.responseHead(MessageHead.of(headers, capture.keepsHeaders()), false);
      }
    }
  }

  /** A part of its body has come. */
  void responseData(ByteBuf data, boolean last) {
    if (closed) {
      return;
    }
    synchronized (this) {
      if (!closed) {
        exchange.responseData(data, data.readerIndex(), data.readableBytes());
        if (last) {
          exchange.responseEnd();
        }
      }
    }
  }

  /** The call has ended; what passes afterwards is not seen. */
  synchronized void close() {
    closed = true;
    exchange.close();
  }

  /** What was sent, masked; {@code null} where nothing was seen of it. */
  synchronized @Nullable Payload sent() {
    return exchange.request();
  }

  /** What came back, masked; {@code null} where nothing did. */
  synchronized @Nullable Payload received() {
    return exchange.response();
  }

  /** Gives the memory of the bodies back; nothing is seen any more. */
  synchronized void release() {
    closed = true;
    exchange.release();
  }

  /** An estimate of the heap that it takes, in bytes. */
  synchronized long variableBytes() {
    return exchange.variableBytes();
  }
}
