package io.routeflow.micronaut.capture.client;

import java.util.concurrent.CompletableFuture;

/**
 * Completes as the future of a call does, once it is recorded; to cancel it, or a future that is
 * derived from it, cancels the call, as {@link java.net.http.HttpClient#sendAsync} says of its own.
 */
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

  @Override
  public <U> CompletableFuture<U> newIncompleteFuture() {
    return new Derived<>(sent.newIncompleteFuture());
  }

  /** A stage behind it. What it cancels is what a stage behind the client's own future would. */
  private static final class Derived<U> extends CompletableFuture<U> {

    private final CompletableFuture<?> clients;

    Derived(CompletableFuture<?> clients) {
      this.clients = clients;
    }

    @Override
    public boolean cancel(boolean mayInterruptIfRunning) {
      if (!isDone()) {
        boolean unused = clients.cancel(mayInterruptIfRunning);
      }
      return super.cancel(mayInterruptIfRunning);
    }

    @Override
    public <V> CompletableFuture<V> newIncompleteFuture() {
      return new Derived<>(clients.newIncompleteFuture());
    }
  }
}
