package io.routeflow.micronaut.capture.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of an address only host and port are kept. */
final class CallTargetTest {

  @ParameterizedTest
  @CsvSource({
    "http://Example.COM/a?b=c, example.com",
    "http://example.com:80/, example.com",
    "https://example.com:443/, example.com",
    "https://example.com:80/, example.com:80",
    "http://user:secret@example.com:8080/x, example.com:8080",
    "http://[::1]:8080/, [::1]:8080",
    "http://my_host:81/x, my_host:81",
    "http://user:secret@my_host/x, my_host",
    "relative, __unknown__",
  })
  void ofAnAddress(String uri, String expected) {
    assertThat(CallTarget.of(URI.create(uri)).text()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "http://example.com/, 80",
    "HTTPS://example.com/, 443",
    "https://example.com:443/, 443",
    "https://example.com:80/, 80",
    "http://example.com:8080/, 8080",
    "ftp://example.com/, 0",
    "//example.com/, 0",
  })
  void thePortIsKnownAlsoWhereItIsThatOfTheScheme(String uri, int expected) {
    assertThat(CallTarget.of(URI.create(uri)).port()).isEqualTo(expected);
    assertThat(CallTarget.ofText(uri).port()).isEqualTo(expected);
  }

  @Test
  void equalAreThoseThatStandAlikeInAnEvent() {
    CallTarget http = CallTarget.of(URI.create("http://example.com/"));
    assertThat(http)
        .isEqualTo(CallTarget.of(URI.create("https://example.com/")))
        .hasSameHashCodeAs(CallTarget.of(URI.create("https://example.com/")))
        .isEqualTo(CallTarget.ofText("example.com"))
        .isNotEqualTo(CallTarget.of(URI.create("http://example.com:443/")))
        .isNotEqualTo(CallTarget.of(URI.create("http://example.org/")));
  }

  @ParameterizedTest
  @CsvSource({
    "http://a.example/, http://A.example:80/x, true",
    "http://a.example/, https://a.example/, true",
    "https://a.example/, http://a.example/, false",
    "http://a.example/, http://b.example/, false",
    "http://a.example/, http://a.example:8080/, false",
  })
  void aRedirectionStaysWithItsServerButNotFromTlsToPlainText(
      String from, String to, boolean expected) {
    assertThat(CallTarget.of(URI.create(from)).leadsToItself(CallTarget.of(URI.create(to))))
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "payments.example, payments.example",
    "payments.example:8443, payments.example:8443",
    "https://user:secret@Payments.example/pay?card=1, payments.example",
    "https://payments.example:443/pay, payments.example",
    "payments.example/pay/4711, payments.example",
    "'payments example', __unknown__",
    "'', __unknown__",
    "::1, ::1",
    "[::1]:99, [::1]:99",
  })
  void ofWhatAnApplicationNames(String text, String expected) {
    assertThat(CallTarget.ofText(text).text()).isEqualTo(expected);
  }

  @Test
  void aLongHostIsCut() {
    assertThat(CallTarget.ofText("x".repeat(1000)).host()).hasSize(255);
  }
}
