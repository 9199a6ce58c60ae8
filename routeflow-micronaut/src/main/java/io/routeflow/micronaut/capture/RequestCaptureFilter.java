package io.routeflow.micronaut.capture;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.web.router.RouteAttributes;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.OwnCost;

/**
 * Adds to the recording what only the framework knows: the matched route, and the exception that
 * made the response. The outermost filter, so that no other one can answer before it has seen the
 * request.
 *
 * <p>The route is read in {@link #isEnabled}, which the framework asks when the route is known, and
 * not in a request method of its own: such a method costs each request more memory than the rest of
 * capture. Where the framework does not ask, {@link RequestNamingFilter} does it.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestCaptureFilter implements ConditionalFilter, Ordered {

  private static final int FIRST_ERROR = 400;

  private final RouteNames names;
  private final IgnoredRoutes ignoredRoutes;
  private final Recorder recorder;
  private final InternalErrors errors;

  RequestCaptureFilter(Recorder recorder, InternalErrors errors) {
    this.names = recorder.routeNames();
    this.ignoredRoutes = recorder.ignoredRoutes();
    this.recorder = recorder;
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  /** Whether the request is recorded; if so, its recording is found and named first. */
  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    try {
      long started = recorder.measuredFrom();
      boolean recorded = Recordings.named(request, names) != null;
      recorder.spent(OwnCost.Part.NAME, started);
      return recorded;
    } catch (Throwable e) {
      errors.report("capture", e);
      return false;
    }
  }

  @ResponseFilter
  void noteOutcome(HttpRequest<?> request, MutableHttpResponse<?> response) {
    try {
      long started = recorder.measuredFrom();
      OpenRecording recording = Recordings.of(request);
      if (recording != null && recording.isOpen()) {
        noteOutcome(recording, response);
        if (recording.route().isUnmatched()
            && ignoredRoutes.haveRefused(response.code(), request.getPath())) {
          recording.route(RouteName.IGNORED);
        }
        recorder.spent(OwnCost.Part.NOTE, started);
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
