package io.routeflow.micronaut.capture.client;

import java.util.concurrent.CompletableFuture;

/** Completes as the future of a call does, once it is recorded; to cancel it cancels the call. */
final class ObservedFuture<T> extends CompletableFuture<T> {

  private final CompletableFuture<T> sent;
  private final OpenCall call;

  @SuppressWarnings("FutureReturnValueIgnored") // this is the future
  ObservedFuture(CompletableFuture<T> sent, OpenCall call) {
    this.sent = sent;
    this.call = call;
    sent.whenComplete(this::complete);
  }

  private void complete(T response, Throwable error) {
    if (error == null) {
      complete(response);
    } else {
      call.failed(0, CallErrors.nameOf(error));
      completeExceptionally(error);
    }
  }

  @Override
  public boolean cancel(boolean mayInterruptIfRunning) {
    if (!isDone()) {
      call.failed(0, CallErrors.CANCELLED);
      boolean unused = sent.cancel(mayInterruptIfRunning);
    }
    return super.cancel(mayInterruptIfRunning);
  }
}
