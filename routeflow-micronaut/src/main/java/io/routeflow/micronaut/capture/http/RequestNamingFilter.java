package io.routeflow.micronaut.capture.http;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.routeflow.micronaut.capture.LogCorrelation;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;

/**
 * Does on the way in what {@link RequestCaptureFilter} could not: where filters ran before the
 * route was matched, the framework asks no filter behind them whether it is enabled, the route has
 * no name yet, and the request may be another object than the one that was received. And, where log
 * correlation is on, names the request in the log lines that are written while it is handled.
 */
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
final class RequestNamingFilter implements ConditionalFilter, Ordered {

  private final RouteNameCache names;
  private final InternalErrors errors;
  private final boolean correlatesLogs;

  RequestNamingFilter(
      RouteflowConfiguration configuration, RequestRecorder recorder, InternalErrors errors) {
    this.names = recorder.routeNames();
    this.errors = errors;
    this.correlatesLogs = configuration.capture().logCorrelation();
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
      RequestScope scope = RequestScopeLookup.named(request, context.getContext(), names);
      if (scope != null && correlatesLogs) {
        context.add(new LogCorrelation(scope.traceId(), scope.frontendRoute(), errors));
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }
}
