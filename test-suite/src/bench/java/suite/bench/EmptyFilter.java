package suite.bench;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;

/** What any filter with a request and a response method costs. */
@Requires(property = "bench.filter", value = "empty")
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
final class EmptyFilter implements Ordered {

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @RequestFilter
  void request(HttpRequest<?> request) {}

  @ResponseFilter
  void response(HttpRequest<?> request, MutableHttpResponse<?> response) {}
}
