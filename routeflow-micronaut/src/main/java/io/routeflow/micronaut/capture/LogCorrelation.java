package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.micronaut.core.propagation.ThreadPropagatedContextElement;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Trace id and frontend route in the MDC of whichever thread handles the request at the moment; the
 * framework calls it on every hand-over. Where the MDC fails, log lines lack them, and the request
 * goes on.
 *
 * @param traceId the trace id
 * @param frontendRoute the frontend route
 * @param errors takes what fails
 */
@Internal
public record LogCorrelation(String traceId, String frontendRoute, InternalErrors errors)
    implements ThreadPropagatedContextElement<LogCorrelation.Previous> {

  static final String TRACE_ID = "trace_id";
  static final String FRONTEND_ROUTE = "frontend_route";

  private static final Previous UNKNOWN = new Previous(null, null);

  /** What stood in the MDC before. */
  public record Previous(@Nullable String traceId, @Nullable String frontendRoute) {}

  @Override
  public Previous updateThreadContext() {
    try {
      Previous previous = new Previous(MDC.get(TRACE_ID), MDC.get(FRONTEND_ROUTE));
      put(TRACE_ID, traceId);
      put(FRONTEND_ROUTE, frontendRoute);
      return previous;
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
      return UNKNOWN;
    }
  }

  /** What another request has put there must not stay, so that what is not known is removed. */
  @Override
  public void restoreThreadContext(Previous previous) {
    try {
      put(TRACE_ID, previous.traceId());
      put(FRONTEND_ROUTE, previous.frontendRoute());
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }

  private static void put(String key, @Nullable String value) {
    if (value == null) {
      MDC.remove(key);
    } else {
      MDC.put(key, value);
    }
  }
}
