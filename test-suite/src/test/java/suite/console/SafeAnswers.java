package suite.console;

import static org.assertj.core.api.Assertions.assertThat;

import suite.support.RawResponse;

/** What holds for every answer below the console's path. */
final class SafeAnswers {

  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private SafeAnswers() {}

  static void assertSafe(RawResponse answer) {
    assertThat(answer.headers().all("Content-Security-Policy")).containsExactly(POLICY);
    assertHeaders(answer);
  }

  /** A page that has a style of its own and can do nothing at all. */
  static void assertRunsNothing(RawResponse answer) {
    assertThat(answer.headers().all("Content-Security-Policy"))
        .singleElement()
        .asString()
        .matches(
            "default-src 'none'; style-src 'sha256-[A-Za-z0-9+/=]+'; base-uri 'none';"
                + " form-action 'none'; frame-ancestors 'none'");
    assertHeaders(answer);
  }

  private static void assertHeaders(RawResponse answer) {
    assertThat(answer.headers().all("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().all("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(answer.headers().all("Cross-Origin-Resource-Policy")).containsExactly("same-origin");
    assertThat(answer.headers().all("Cross-Origin-Opener-Policy")).containsExactly("same-origin");
    assertThat(answer.headers().all("Cache-Control")).hasSize(1);
    assertThat(answer.headers().first("Cache-Control")).isIn("no-store", "no-cache");
    assertThat(answer.headers().toString().toLowerCase(java.util.Locale.ROOT))
        .doesNotContain("access-control-");
  }
}
