package io.routeflow.micronaut.console.access;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.routeflow.micronaut.configuration.ConsolePath;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.diagnostics.Stage;

/**
 * Refuses preflights to the console, before the application's CORS configuration can answer them:
 * that is before the route is matched. Apart from {@link AccessFilter}, since one filter that runs
 * so early makes the framework run all others for the request, enabled or not.
 */
@ServerFilter(value = ServerFilter.MATCH_ALL_PATTERN, appendContextPath = false)
final class PreflightFilter implements ConditionalFilter, Ordered {

  private final ConsolePath console;
  private final InternalErrors errors;

  PreflightFilter(ConsolePath console, InternalErrors errors) {
    this.console = console;
    this.errors = errors;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    try {
      return request.getMethod() == HttpMethod.OPTIONS && console.contains(request.getPath());
    } catch (Throwable e) {
      errors.report(Stage.CONSOLE, e);
      return false;
    }
  }

  @PreMatching
  @RequestFilter
  HttpResponse<?> refuse(HttpRequest<?> request) {
    return ConsoleResponses.refusal(request, Refusal.OTHER_SITE);
  }
}
