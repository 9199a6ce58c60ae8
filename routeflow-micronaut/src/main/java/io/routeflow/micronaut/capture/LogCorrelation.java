package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Trace id and frontend route in the MDC of whichever thread handles the request at the moment; the
 * framework calls it on every hand-over.
 *
 * @param traceId the trace id
 * @param frontendRoute the frontend route
 */
@Internal
public record LogCorrelation(String traceId, String frontendRoute)
    implements ThreadPropagatedContextElement<LogCorrelation.Previous> {

  static final String TRACE_ID = "trace_id";
  static final String FRONTEND_ROUTE = "frontend_route";

  /** What stood in the MDC before. */
  public record Previous(@Nullable String traceId, @Nullable String frontendRoute) {}

  @Override
  public Previous updateThreadContext() {
    Previous previous = new Previous(MDC.get(TRACE_ID), MDC.get(FRONTEND_ROUTE));
    put(TRACE_ID, traceId);
    put(FRONTEND_ROUTE, frontendRoute);
    return previous;
  }

  @Override
  public void restoreThreadContext(Previous previous) {
    put(TRACE_ID, previous.traceId());
    put(FRONTEND_ROUTE, previous.frontendRoute());
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
