package io.routeflow.micronaut.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A host fits by its name, and only by that. */
final class HostPatternsTest {

  @ParameterizedTest
  @CsvSource({
    "a.example, a.example, true",
    "a.example, b.a.example, false",
    "a.example, a.example.evil, false",
    "*.a.example, b.a.example, true",
    "*.a.example, c.b.a.example, true",
    "*.a.example, a.example, false",
    "*.a.example, evila.example, false",
    "*.a.example, .a.example, false",
    "*, whatever, true",
    "::2, [::2], true",
    "[::2], [::2], true",
  })
  void aPatternFitsExactlyTheHostsThatItNames(String pattern, String host, boolean expected) {
    assertThat(new HostPatterns(List.of(pattern)).contain(host)).isEqualTo(expected);
  }

  @Test
  void onlyAStarAloneIsEveryHost() {
    assertThat(new HostPatterns(List.of("a.example", "*")).containAll()).isTrue();
    assertThat(new HostPatterns(List.of("a.example", "*.example")).containAll()).isFalse();
    assertThat(new HostPatterns(List.of()).containAll()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "127.0.0.1", "127.255.0.3", "[::1]", "::1"})
  void addressesOfThisMachineAreLoopback(String host) {
    assertThat(HostPatterns.isLoopback(host)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "127.0.0.1.evil.example",
        "127.evil",
        "127.1",
        "127.0.0.256",
        "127.0.0.",
        "127..0.1",
        "localhost.evil",
        "128.0.0.1",
        "[::2]",
        ""
      })
  void notThisMachine(String host) {
    assertThat(HostPatterns.isLoopback(host)).isFalse();
  }
}
