package io.routeflow.micronaut.capture;

import io.micronaut.core.order.Ordered;
import io.micronaut.core.propagation.MutablePropagatedContext;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.queue.InternalErrors;

/** Names the request in the log lines that are written while it is handled. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class LogCorrelationFilter implements ConditionalFilter, Ordered {

  private final boolean on;
  private final InternalErrors errors;

  LogCorrelationFilter(RouteflowConfiguration configuration, InternalErrors errors) {
    this.on = configuration.logCorrelation();
    this.errors = errors;
  }

  /** Just inside {@link RequestCaptureFilter}, which ties the recording to the request. */
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 1;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return on;
  }

  @RequestFilter
  void name(HttpRequest<?> request, MutablePropagatedContext context) {
    try {
      OpenRecording recording = Recordings.of(request);
      if (recording != null) {
        context.add(new LogCorrelation(recording.traceId(), recording.frontendRoute()));
      }
    } catch (Throwable e) {
      errors.report("capture", e);
    }
  }
}
