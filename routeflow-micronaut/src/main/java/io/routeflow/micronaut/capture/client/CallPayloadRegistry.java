package io.routeflow.micronaut.capture.client;

import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.payload.PayloadCapture;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * The calls that are about to be sent and whose contents are captured, until a {@link ClientTap}
 * sees them go out. A request is known by its headers object, which is the same in the filter and
 * on the wire: so what no scope is open for, and the module's own delivery, is never copied. A call
 * gives its place back when it goes out or ends, and one that does neither when its scope is closed
 * and the place is needed. Thread-safe.
 */
final class CallPayloadRegistry {

  /** Of more calls that wait for a connection at a time nothing is captured. */
  private static final int MAX_WAITING = 1_024;

  /** While all places are taken, they are looked through so often at most. */
  private static final long SWEEP_NANOS = 1_000_000_000L;

  private final PayloadCapture capture;
  private final Map<Sent, Expected> waiting = new ConcurrentHashMap<>();
  private final AtomicLong nextSweep = new AtomicLong(System.nanoTime());

  CallPayloadRegistry(PayloadCapture capture) {
    this.capture = capture;
  }

  /** What is captured of a call of a scope; {@code null} where its event has enough. */
  @Nullable CallPayload open(OpenScope scope) {
    CallPayload payload = new CallPayload(capture);
    return CallGroups.of(scope).expect(payload) ? payload : null;
  }

  /**
   * Expects a request of a scope; {@code null} where its event has enough, where too many are
   * expected, or where another call is about to send the same request: what goes out and comes back
   * would not be known to be of which.
   */
  @Nullable CallPayload expect(HttpHeaders headers, OpenScope scope) {
    if (waiting.size() >= MAX_WAITING && !sweep()) {
      return null;
    }
    CallPayload payload = open(scope);
    if (payload == null) {
      return null;
    }
    if (waiting.putIfAbsent(new Sent(headers), new Expected(payload, scope)) != null) {
      CallGroups.of(scope).forget(payload);
      return null;
    }
    return payload;
  }

  /** Takes the places of calls whose scope is closed, so that they can be in no event any more. */
  private boolean sweep() {
    long now = System.nanoTime();
    long next = nextSweep.get();
    if (now - next < 0 || !nextSweep.compareAndSet(next, now + SWEEP_NANOS)) {
      return false;
    }
    waiting.values().removeIf(expected -> !expected.scope().isOpen());
    return waiting.size() < MAX_WAITING;
  }

  /** What is captured of a request that goes out, or {@code null}. */
  @Nullable CallPayload take(HttpRequest request) {
    Expected expected = waiting.isEmpty() ? null : waiting.remove(new Sent(request.headers()));
    return expected == null ? null : expected.payload();
  }

  /** A call has ended, perhaps before it was sent; a later one with its request stays expected. */
  @SuppressWarnings("ReferenceEquality") // of two for the same request
  void forget(HttpHeaders headers, CallPayload payload) {
    if (!waiting.isEmpty()) {
      waiting.computeIfPresent(
          new Sent(headers), (sent, expected) -> expected.payload() == payload ? null : expected);
    }
  }

  /**
   * A call that is about to be sent.
   *
   * @param payload what is captured of it
   * @param scope what it belongs to
   */
  private record Expected(CallPayload payload, OpenScope scope) {}

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
