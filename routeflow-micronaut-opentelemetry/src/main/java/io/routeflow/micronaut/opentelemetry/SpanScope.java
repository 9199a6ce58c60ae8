package io.routeflow.micronaut.opentelemetry;

/**
 * A span that ends with its block. While it is open, spans, logs and metrics of the same thread
 * belong to it. To be closed on the thread that has opened it.
 *
 * @since 0.1.0
 */
public interface SpanScope extends AutoCloseable {

  /** The id for {@link SignalsClient#addSpanEvent}. */
  String id();

  /** Marks the span as failed. */
  void failed(Throwable error);

  /** Ends the span; only the first call has an effect. */
  @Override
  void close();
}
