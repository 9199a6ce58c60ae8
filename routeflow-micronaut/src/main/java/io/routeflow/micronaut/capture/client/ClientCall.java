package io.routeflow.micronaut.capture.client;

import io.micronaut.core.propagation.PropagatedContextElement;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MutableHttpRequest;
import io.micronaut.http.client.exceptions.HttpClientResponseException;
import io.micronaut.http.netty.NettyHttpHeaders;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import org.jspecify.annotations.Nullable;

/**
 * A call of one of Micronaut's clients while it lasts. It is part of the propagated context of what
 * is done to carry it out, which is how the next request of a redirection finds the one that was
 * redirected. One object with what is recorded, since there is one for each call.
 */
class ClientCall extends OpenCall implements PropagatedContextElement {

  private final MutableHttpRequest<?> request;
  private boolean elsewhere;

  ClientCall(
      OpenScope scope,
      CallKind kind,
      long startedNanos,
      MutableHttpRequest<?> request,
      InternalErrors errors) {
    super(scope, kind, startedNanos, errors);
    this.request = request;
  }

  /** What is sent. */
  final MutableHttpRequest<?> request() {
    return request;
  }

  /** Redirections have led it away from the server that the client is named by. */
  final void markElsewhere() {
    elsewhere = true;
  }

  /** Whether a redirection of it to that target is away from the server of the first call. */
  final boolean leadsElsewhere(CallTarget next) {
    return elsewhere || !kind().target().leadsToItself(next);
  }

  /** An answer has come, perhaps only its beginning. */
  final void answeredWith(@Nullable Object response) {
    if (!(response instanceof HttpResponse<?> answer)) {
      answered(0);
    } else if (answer.getHeaders() instanceof NettyHttpHeaders headers) {
      ClientTap.end(
          this,
          answer.code(),
          ClientTap.channelOf(request.getAttributes()),
          headers.getNettyHeaders());
    } else {
      answered(answer.code());
    }
  }

  /** The client has thrown; for a status, it does so with a complete answer. */
  final void failedWith(Throwable error) {
    if (error instanceof HttpClientResponseException answer) {
      answered(answer.code());
    } else {
      failed(0, CallErrors.nameOf(error));
    }
  }

  /** The caller wants no answer any more. */
  final void cancelled() {
    failed(0, CallErrors.CANCELLED);
  }

  /** Ends it with its status where another request is made in its place; whether that is so. */
  final boolean endIfRedirected() {
    int status =
        isOpen() ? ClientTap.redirectionOn(ClientTap.channelOf(request.getAttributes())) : 0;
    if (status != 0) {
      answered(status);
    }
    return status != 0;
  }
}
