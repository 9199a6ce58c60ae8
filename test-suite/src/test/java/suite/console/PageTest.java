package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.RawResponse;

/** The page and its files. */
final class PageTest {

  @ParameterizedTest
  @CsvSource({"/, text/html", "/index.html, text/html", "/page.js, text/javascript"})
  void areServedAndNotServedAgainToWhoHasThem(String path, String type) {
    try (Console console = Console.start(Map.of())) {
      RawResponse first = console.get(path);
      assertThat(first.status()).isEqualTo(200);
      assertThat(first.headers().first("Content-Type")).isEqualTo(type + "; charset=utf-8");
      assertThat(first.headers().first("Cache-Control")).isEqualTo("no-cache");
      assertThat(first.body()).isNotEmpty();
      String tag = first.headers().first("ETag");
      assertThat(tag).isNotBlank();

      RawResponse again = console.get(path, "If-None-Match: \"other\", " + tag);
      assertThat(again.status()).isEqualTo(304);
      assertThat(again.headers().first("ETag")).isEqualTo(tag);
      SafeAnswers.assertSafe(again);
      assertThat(console.get(path, "If-None-Match: \"other\"").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/api"})
  void withoutItsSlashItsAddressIsCompletedAndKeepsTheQuery(String context) {
    Map<String, Object> settings =
        context.isEmpty() ? Map.of() : Map.of("micronaut.server.context-path", context);
    try (Console console = Console.start(settings)) {
      RawResponse answer = console.get("?q=status%3A500&x");
      assertThat(answer.status()).isEqualTo(303);
      assertThat(answer.headers().first("Location"))
          .isEqualTo("routeflow-console/?q=status%3A500&x");
      assertThat(console.get("/").status()).isEqualTo(200);
      assertThat(console.json("/api/state").has("sdk")).isTrue();
    }
  }

  @Test
  void noOtherFileOfTheClassPathCanBeHad() {
    try (Console console = Console.start(Map.of())) {
      for (String path :
          new String[] {
            "/page.class",
            "/..%2f..%2fapplication.yml",
            "/../version.properties",
            "/%2e%2e/META-INF/MANIFEST.MF",
            "/vendor.json",
            "/index.html%00.js"
          }) {
        assertThat(console.get(path).status()).as(path).isIn(400, 404);
      }
    }
  }
}
