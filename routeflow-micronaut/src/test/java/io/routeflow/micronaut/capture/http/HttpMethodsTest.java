package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.RequestEvent;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HttpMethodsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"})
  void namesARegisteredMethod(String method) {
    assertThat(HttpMethods.named(method)).isSameAs(method);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "get", "BREW", "PROPFIND", "GET ", "X\u0000Y"})
  void namesNoOther(String method) {
    assertThat(HttpMethods.named(method)).isEqualTo(RequestEvent.OTHER_METHOD);
  }
}
