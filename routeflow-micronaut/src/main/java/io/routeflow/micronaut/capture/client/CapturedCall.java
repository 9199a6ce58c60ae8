package io.routeflow.micronaut.capture.client;

import io.micronaut.http.MutableHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.routeflow.micronaut.capture.OpenScope;
import org.jspecify.annotations.Nullable;

/** A call whose contents are captured as well. */
final class CapturedCall extends ClientCall {

  private final CallPayloads payloads;
  private final HttpHeaders sent;
  private volatile @Nullable CallPayload payload;

  /**
   * Begins a call.
   *
   * @param sent the headers by which it is known when it goes out
   */
  CapturedCall(
      OpenScope scope,
      CallKind kind,
      long startedNanos,
      MutableHttpRequest<?> request,
      CallPayloads payloads,
      HttpHeaders sent) {
    super(scope, kind, startedNanos, request);
    this.payloads = payloads;
    this.sent = sent;
  }

  /** Only now, since a call that is never subscribed to would never give its place back. */
  @Override
  void subscribed() {
    if (payload != null || !isOpen()) {
      return;
    }
    payload = payloads.expect(sent, scope());
    if (!isOpen()) {
      // it has ended meanwhile, perhaps without having seen this
      payloads.forget(sent);
    }
  }

  @Override
  @Nullable CallPayload endPayload() {
    CallPayload expected = payload;
    if (expected != null) {
      payloads.forget(sent);
      expected.close();
    }
    return expected;
  }
}
