package io.routeflow.micronaut.capture;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.InternalErrors;

/**
 * Does on the way in what {@link RequestCaptureFilter} could not: where filters ran before the
 * route was matched, the framework asks no filter behind them whether it is enabled, and the route
 * has no name yet. And, where log correlation is on, names the request in the log lines that are
 * written while it is handled.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class RequestNamingFilter implements ConditionalFilter, Ordered {

  private final RouteNames names;
  private final InternalErrors errors;
  private final boolean correlatesLogs;

  RequestNamingFilter(
      RouteflowConfiguration configuration, Recorder recorder, InternalErrors errors) {
    this.names = recorder.routeNames();
    this.errors = errors;
    this.correlatesLogs = configuration.logCorrelation();
  }

  /** Just inside {@link RequestCaptureFilter}. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return correlatesLogs;
  }

  @RequestFilter
  void name(HttpRequest<?> request, MutablePropagatedContext context) {
    try {
      OpenRecording recording = Recordings.named(request, names);
      if (recording != null && correlatesLogs) {
        context.add(new LogCorrelation(recording.traceId(), recording.frontendRoute()));
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }
}
