package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import java.util.concurrent.CompletableFuture;

/** Carries requests to one receiver. Thread-safe; never waits for the network. */
@Internal
public interface OtlpChannel extends AutoCloseable {

  /**
   * Sends one request.
   *
   * @param content what to send; it is written before this returns
   * @return completes with what the answer means, never with an exception; cancelling it ends the
   *     request
   */
  CompletableFuture<OtlpAnswer> send(Marshaler content);

  /** Ends what is in flight and lets the connections go. */
  @Override
  void close();
}
