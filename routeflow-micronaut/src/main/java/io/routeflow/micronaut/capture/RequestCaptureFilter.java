package io.routeflow.micronaut.capture;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.web.router.RouteAttributes;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.InternalErrors;

/**
 * Adds to the recording what only the framework knows: the matched route, and the exception that
 * made the response. The outermost filter, so that no other one can answer before it has seen the
 * request.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestCaptureFilter implements Ordered {

  private static final int FIRST_ERROR = 400;

  private final RouteNames names;
  private final InternalErrors errors;
  private final boolean correlatesLogs;

  RequestCaptureFilter(
      RouteflowConfiguration configuration, RouteNames names, InternalErrors errors) {
    this.names = names;
    this.errors = errors;
    this.correlatesLogs = configuration.logCorrelation();
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /** The route is read now: an error route would take its place on the request later. */
  @RequestFilter
  void nameRoute(HttpRequest<?> request, MutablePropagatedContext context) {
    try {
      OpenRecording recording = Recordings.tie(request);
      if (recording != null) {
        recording.route(names.of(request));
        if (correlatesLogs) {
          context.add(new LogCorrelation(recording.traceId(), recording.frontendRoute()));
        }
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }

  @ResponseFilter
  void noteOutcome(HttpRequest<?> request, MutableHttpResponse<?> response) {
    try {
      OpenRecording recording = Recordings.of(request);
      if (recording != null && recording.isOpen()) {
        noteOutcome(recording, response);
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }

  private static void noteOutcome(OpenRecording recording, MutableHttpResponse<?> response) {
    if (!recording.isOnWire()) {
      recording.status(response.code());
    }
    Throwable thrown =
        response.code() < FIRST_ERROR ? null : RouteAttributes.getException(response).orElse(null);
    recording.exception(thrown == null ? null : thrown.getClass());
  }
}
