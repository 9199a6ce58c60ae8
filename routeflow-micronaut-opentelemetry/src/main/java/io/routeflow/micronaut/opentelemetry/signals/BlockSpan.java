package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.routeflow.micronaut.opentelemetry.SpanScope;
import org.jspecify.annotations.Nullable;

/** A span of a block, active in it. Confined to the thread of the block. */
final class BlockSpan implements SpanScope {

  private final String id;
  private final OpenSpans spans;
  private final Scope scope;
  private @Nullable Throwable error;
  private boolean closed;

  /** Makes a span that is open the active one. */
  @SuppressWarnings("MustBeClosedChecker") // closed with this
  BlockSpan(Span span, OpenSpans spans) {
    this.id = span.getSpanContext().getSpanId();
    this.spans = spans;
    this.scope = span.makeCurrent();
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public void failed(Throwable thrown) {
    error = thrown;
  }

  /** Also after a shutdown, which has ended the span already. */
  @Override
  public void close() {
    if (!closed) {
      closed = true;
      scope.close();
      spans.end(id, error);
    }
  }
}
