package io.routeflow.micronaut.capture.http;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ServerFilterPhase;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.routeflow.micronaut.capture.LogCorrelation;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;

/**
 * Puts the event into the trace that the application's own OpenTelemetry tracing has the request
 * in. It runs just inside that tracing, whose span is active from there on, and exists only where
 * an application has it. Names the trace in the log as well, where log correlation is on: outside
 * of the tracing it is not settled yet.
 */
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
@Requires(classes = OpenTelemetry.class, beans = OpenTelemetry.class)
final class ActiveTraceFilter implements Ordered {

  private final InternalErrors errors;
  private final boolean correlatesLogs;

  ActiveTraceFilter(RouteflowConfiguration configuration, InternalErrors errors) {
    this.errors = errors;
    this.correlatesLogs = configuration.capture().logCorrelation();
  }

  @Override
  public int getOrder() {
    return ServerFilterPhase.TRACING.after();
  }

  @RequestFilter
  void note(HttpRequest<?> request, MutablePropagatedContext context) {
    try {
      RequestScope scope = RequestScopeLookup.of(request);
      if (scope == null) {
        return;
      }
      SpanContext span = Span.current().getSpanContext();
      if (span.isValid()) {
        scope.activeTrace(span.getTraceId());
        if (correlatesLogs) {
          context.add(new LogCorrelation(scope.traceId(), scope.frontendRoute(), errors));
        }
      }
    } catch (Throwable e) {
      errors.report(Stage.CAPTURE, e);
    }
  }
}
