package io.routeflow.micronaut.capture.client;

import io.netty.buffer.Unpooled;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.AbstractMap.SimpleImmutableEntry;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call by {@code java.net.http} whose contents are captured as well. Thread-safe; never throws
 * into the client, and changes nothing of what passes.
 */
final class ObservedCall extends OpenCall {

  private final CallPayload payload;
  private volatile @Nullable HttpRequest request;
  private volatile boolean isSent;

  ObservedCall(
      OpenScope scope,
      CallKind kind,
      long startedNanos,
      CallPayload payload,
      InternalErrors errors) {
    super(scope, kind, startedNanos, errors);
    this.payload = payload;
  }

  /** What is sent in the end. */
  void sends(HttpRequest sent) {
    request = sent;
  }

  /** The client asks for the body; for another time where it sends the request again. */
  void bodyBegins() {
    HttpRequest sent = request;
    if (sent == null) {
      return;
    }
    isSent = true;
    try {
      payload.request(lines(sent.headers()));
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  /** A part of the body is sent. */
  void bodyPasses(ByteBuffer part) {
    try {
      payload.requestData(Unpooled.wrappedBuffer(part), false);
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  /** All of the body is sent. */
  void bodyEnds() {
    try {
      payload.requestData(Unpooled.EMPTY_BUFFER, true);
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  /** An answer begins. What has no body was not seen to be sent before. */
  void answerBegins(HttpResponse.ResponseInfo response) {
    if (!isSent) {
      bodyBegins();
      bodyEnds();
    }
    try {
      payload.response(lines(response.headers()));
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  /** A part of the answer has come. */
  void answerPasses(List<ByteBuffer> parts) {
    try {
      for (ByteBuffer part : parts) {
        payload.responseData(Unpooled.wrappedBuffer(part), false);
      }
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  /** All of the answer has come. */
  void answerEnds() {
    try {
      payload.responseData(Unpooled.EMPTY_BUFFER, true);
    } catch (Throwable e) {
      giveUp(e);
    }
  }

  @Override
  CallPayload endPayload() {
    payload.close();
    return payload;
  }

  /** Nothing more is kept of its contents, and the client goes on. */
  void giveUp(Throwable error) {
    payload.release();
    report(error);
  }

  private static Iterator<Map.Entry<CharSequence, CharSequence>> lines(HttpHeaders headers) {
    return headers.map().entrySet().stream()
        .flatMap(header -> header.getValue().stream().map(value -> line(header.getKey(), value)))
        .iterator();
  }

  private static Map.Entry<CharSequence, CharSequence> line(String name, String value) {
    return new SimpleImmutableEntry<>(name, value);
  }
}
