package io.routeflow.micronaut.opentelemetry.mapping;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanId;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.context.Context;
import io.routeflow.micronaut.spi.Recording;

/** What a signal belongs to: the active span, else the request or scope that is open. */
@Internal
public final class CallerContext {

  private CallerContext() {}

  /** Of the calling code; the root where there is neither. */
  public static Context current() {
    Context context = Context.current();
    if (Span.fromContext(context).getSpanContext().isValid()) {
      return context;
    }
    Recording recording = Recording.current();
    String traceId = recording == null ? null : recording.w3cTraceId();
    if (recording == null || traceId == null || recording.spanId() == 0) {
      return Context.root();
    }
    SpanContext request =
        SpanContext.create(
            traceId,
            SpanId.fromLong(recording.spanId()),
            TraceFlags.getSampled(),
            TraceState.getDefault());
    return Context.root().with(Span.wrap(request));
  }
}
