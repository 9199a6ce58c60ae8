package suite.presence.app;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Order;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.ConditionalFilter;

/** Filters of the application; each answer says which of them ran, and in which order. */
final class TracedFilters {

  private static final String TRACE = "suite.presence.filters";

  private TracedFilters() {}

  private static String trace(HttpRequest<?> request, String step) {
    String trace = request.getAttribute(TRACE, String.class).orElse("") + step;
    request.setAttribute(TRACE, trace);
    return trace;
  }

  @Requires(property = SmallApplication.STARTED)
  @ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
  @Order(10)
  static final class Outer {

    @RequestFilter
    void request(HttpRequest<?> request) {
      trace(request, "outer>");
    }

    @ResponseFilter
    void response(HttpRequest<?> request, MutableHttpResponse<?> response) {
      response.header("x-outer-filter", trace(request, "<outer"));
    }
  }

  /** Not for each request. */
  @Requires(property = SmallApplication.STARTED)
  @ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
  @Order(20)
  static final class Inner implements ConditionalFilter {

    @Override
    public boolean isEnabled(HttpRequest<?> request) {
      return request.getPath().endsWith("7") || request.getPath().endsWith("person");
    }

    @RequestFilter
    void request(HttpRequest<?> request) {
      trace(request, "inner>");
    }

    @ResponseFilter
    void response(HttpRequest<?> request, MutableHttpResponse<?> response) {
      response.header("x-inner-filter", trace(request, "<inner"));
    }
  }
}
