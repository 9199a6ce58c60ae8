package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.http.HttpMethod;
import io.micronaut.http.simple.SimpleHttpRequest;
import org.junit.jupiter.api.Test;

final class RouteNameCacheTest {

  private final RouteNameCache names = new RouteNameCache();

  @Test
  void keepsNothingOfRequestsWithoutARoute() {
    for (int i = 0; i < 1000; i++) {
      assertThat(names.of(new SimpleHttpRequest<>(HttpMethod.GET, "/random/" + i, null)))
          .isSameAs(RouteName.UNMATCHED);
    }
    assertThat(names.size()).isZero();
  }

  @Test
  void keepsAtMostItsLimit() {
    RouteName name = new RouteName("/a", "A.a", "GET", false);
    for (int i = 0; i < RouteNameCache.MAX_ROUTES + 100; i++) {
      assertThat(names.keep("route " + i, name)).isSameAs(name);
    }
    assertThat(names.size()).isEqualTo(RouteNameCache.MAX_ROUTES);
  }
}
