package io.routeflow.micronaut.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IgnoredPathsTest {

  private static final IgnoredPaths PATHS =
      new IgnoredPaths(List.of("/health", "/internal*", "/files/", "/favicon.ico"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/health",
        "/health/",
        "/health/liveness",
        "/health?full=true",
        "/health#top",
        "/internal",
        "/internal-api/x",
        "/internals",
        "/files",
        "/files/a",
        "/favicon.ico",
        "http://example.org/health",
        "http://example.org:80/health/liveness?x",
        "https://example.org/internal-api"
      })
  void aTargetAtOrBelowAnIgnoredPathIsIgnored(String target) {
    assertThat(PATHS.contains(target)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "*",
        "/healthy",
        "/health-care",
        "/HEALTH",
        "/heal",
        "/x/health",
        "/x?/health",
        "/filesystem",
        "/favicon.icon",
        "health",
        "http://example.org",
        "http://health/x"
      })
  void doesNotContain(String target) {
    assertThat(PATHS.contains(target)).isFalse();
  }

  @Test
  void mayEndInTwoStarsAsElsewhereInTheFramework() {
    IgnoredPaths paths = new IgnoredPaths(List.of("/internal/**"));
    assertThat(paths.contains("/internal/a/b")).isTrue();
    assertThat(paths.contains("/internals")).isFalse();
    assertThat(new IgnoredPaths(List.of("/**")).contains("/any/thing")).isTrue();
  }

  @Test
  void canBeEmptyOrEverything() {
    assertThat(new IgnoredPaths(List.of()).contains("/health")).isFalse();
    assertThat(new IgnoredPaths(List.of("/*")).contains("/any/thing")).isTrue();
    assertThat(new IgnoredPaths(List.of("/")).contains("/any/thing")).isTrue();
  }
}
