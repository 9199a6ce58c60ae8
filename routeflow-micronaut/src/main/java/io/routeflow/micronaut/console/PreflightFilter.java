package io.routeflow.micronaut.console;

import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;
import io.micronaut.http.server.annotation.PreMatching;
import io.routeflow.micronaut.configuration.ConsolePath;
import org.jspecify.annotations.Nullable;

/**
 * Refuses preflights to the console, before the application's CORS configuration can answer them.
 */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class PreflightFilter implements ConditionalFilter, Ordered {

  private final ConsolePath console;

  PreflightFilter(ConsolePath console) {
    this.console = console;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public boolean isEnabled(HttpRequest<?> request) {
    return request.getMethod() == HttpMethod.OPTIONS && console.contains(request.getPath());
  }

  @PreMatching
  @RequestFilter
  @Nullable HttpResponse<?> refuse(HttpRequest<?> request) {
    return isEnabled(request) ? SafeHeaders.on(HttpResponse.status(HttpStatus.FORBIDDEN)) : null;
  }
}
