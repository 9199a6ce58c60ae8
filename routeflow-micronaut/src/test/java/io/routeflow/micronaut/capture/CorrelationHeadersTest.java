package io.routeflow.micronaut.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.RequestEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorrelationHeadersTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "550e8400-e29b-41d4-a716-446655440000",
        "12345678",
        "A_b.c-d9",
        "0123456789012345678901234567890123456789012345678901234567890123"
      })
  void keepsAPlausibleTraceId(String id) {
    assertThat(CorrelationHeaders.traceId(id)).isSameAs(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1234567",
        "01234567890123456789012345678901234567890123456789012345678901234",
        "with a space",
        "line\nbreak1",
        "line\r\nbreak",
        "nul\0nul\0nul",
        "quote\"quote",
        "<script>alert",
        "${jndi:ldap}",
        "umlaut-\u00fcber",
        "\uff11\uff12\uff13\uff14\uff15\uff16\uff17\uff18",
        "../../etc/passwd"
      })
  void dropsAnImplausibleTraceId(String id) {
    assertThat(CorrelationHeaders.traceId(id)).isNull();
  }

  @Test
  void hasNoTraceIdWithoutAHeader() {
    assertThat(CorrelationHeaders.traceId(null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/checkout", "/a b", "/orders/[id]/~x"})
  void keepsAPrintablePath(String route) {
    assertThat(CorrelationHeaders.frontendRoute(route)).isEqualTo(route);
  }

  @Test
  void cutsQueryAndFragment() {
    assertThat(CorrelationHeaders.frontendRoute("/a?token=s")).isEqualTo("/a");
    assertThat(CorrelationHeaders.frontendRoute("/a#token=s?x")).isEqualTo("/a");
    assertThat(CorrelationHeaders.frontendRoute("/?")).isEqualTo("/");
    assertThat(CorrelationHeaders.frontendRoute("/a?" + "x".repeat(5000))).isEqualTo("/a");
    assertThat(CorrelationHeaders.frontendRoute("/a?\r\n\u0000\u00fc")).isEqualTo("/a");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "checkout",
        "?a",
        "https://x/y",
        "/a\nb",
        "/a\tb",
        "/\u00fc",
        "/a\u007f",
        " /a"
      })
  void doesNotKnowAnyOtherFrontendRoute(String route) {
    assertThat(CorrelationHeaders.frontendRoute(route)).isEqualTo(RequestEvent.UNKNOWN_ROUTE);
  }

  @Test
  void keepsAFrontendRouteOfAtMost256Characters() {
    String longest = "/" + "x".repeat(255);
    assertThat(CorrelationHeaders.frontendRoute(longest)).isEqualTo(longest);
    assertThat(CorrelationHeaders.frontendRoute(longest + "?q")).isEqualTo(longest);
    assertThat(CorrelationHeaders.frontendRoute(longest + "x"))
        .isEqualTo(RequestEvent.UNKNOWN_ROUTE);
    assertThat(CorrelationHeaders.frontendRoute(null)).isEqualTo(RequestEvent.UNKNOWN_ROUTE);
  }
}
