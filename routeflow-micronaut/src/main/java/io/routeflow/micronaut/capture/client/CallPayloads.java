package io.routeflow.micronaut.capture.client;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are about to be sent and whose contents are captured, until a {@link ClientTap}
 * sees them go out. A request is known by its headers object, which is the same in the filter and
 * on the wire: so what no scope is open for, and the module's own delivery, is never copied.
 * Thread-safe.
 */
final class CallPayloads {

  /** Of more calls that wait for a connection at a time nothing is captured. */
  private static final int MAX_WAITING = 1_024;

  private final PayloadCapture capture;
  private final Map<Sent, CallPayload> waiting = new ConcurrentHashMap<>();

  CallPayloads(PayloadCapture capture) {
    this.capture = capture;
  }

  /** What is captured of a call that no tap sees; {@code null} where its event has enough. */
  @Nullable CallPayload open(OpenScope scope) {
    CallPayload payload = new CallPayload(capture);
    return CallGroups.of(scope).expect(payload) ? payload : null;
  }

  /** Expects a request; {@code null} where too many are. */
  @Nullable CallPayload expect(HttpHeaders headers) {
    if (waiting.size() >= MAX_WAITING) {
      return null;
    }
    CallPayload payload = new CallPayload(capture);
    waiting.put(new Sent(headers), payload);
    return payload;
  }

  /** What is captured of a request that goes out, or {@code null}. */
  @Nullable CallPayload take(HttpRequest request) {
    return waiting.isEmpty() ? null : waiting.remove(new Sent(request.headers()));
  }

  /** A call has ended, perhaps before it was sent. */
  void forget(HttpHeaders headers) {
    if (!waiting.isEmpty()) {
      waiting.remove(new Sent(headers));
    }
  }

  /** Headers by their identity; those of two requests may be equal. */
  private static final class Sent {

    private final HttpHeaders headers;

    Sent(HttpHeaders headers) {
      this.headers = headers;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // that is what it is for
    public boolean equals(@Nullable Object other) {
      return other instanceof Sent sent && sent.headers == headers;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(headers);
    }
  }
}
