package io.routeflow.micronaut.capture.client;

import io.micronaut.http.MutableHttpRequest;
import io.netty.handler.codec.http.HttpHeaders;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import org.jspecify.annotations.Nullable;

/** A call whose contents are captured as well. */
final class CapturedCall extends ClientCall {

  private final CallPayloadRegistry payloads;
  private final HttpHeaders sent;
  private final @Nullable CallPayload payload;

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
      CallPayloadRegistry payloads,
      HttpHeaders sent,
      InternalErrors errors) {
    super(scope, kind, startedNanos, request, errors);
    this.payloads = payloads;
    this.sent = sent;
    // before the framework goes on, which may send the request before it is asked for the response
    this.payload = payloads.expect(sent, scope);
  }

  @Override
  @Nullable CallPayload endPayload() {
    if (payload != null) {
      payloads.forget(sent, payload);
      payload.close();
    }
    return payload;
  }
}
