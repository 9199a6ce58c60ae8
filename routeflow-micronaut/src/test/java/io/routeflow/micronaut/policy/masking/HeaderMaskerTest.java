package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class HeaderMaskerTest {

  private static final Logger LOG = LoggerFactory.getLogger(HeaderMaskerTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int REQUESTS = Integer.getInteger("suite.masking.documents", 20_000);

  private static final HeaderMasker MASKER =
      new HeaderMasker(
          MaskedNames.withDefaults(List.of("X-Tenant")),
          List.of("X-Customer", "proxy-authorization"));

  @Test
  void namesAreInLowerCaseAndRepeatedOnesTogether() {
    assertThat(
            MASKER.mask(
                List.of(
                    Map.entry("Accept", List.of("a", "b")),
                    Map.entry("X-TENANT", List.of("acme")),
                    Map.entry("accept", List.of("c")),
                    Map.entry("Set-Cookie", List.of("id=1", "x=2")),
                    Map.entry("Empty", List.<String>of()))))
        .isEqualTo(
            Map.of(
                "accept", List.of("a", "b", "c"),
                "x-tenant", List.of("[MASKED]"),
                "set-cookie", List.of("[MASKED]", "[MASKED]")));
  }

  @Test
  void redactionWinsOverMasking() {
    assertThat(
            MASKER.mask(
                List.of(
                    Map.entry("x-customer", List.of("42")),
                    Map.entry("Proxy-Authorization", List.of("Basic abc")),
                    Map.entry("Authorization", List.of("Basic abc")))))
        .isEqualTo(
            Map.of(
                "x-customer", List.of("[CLIENT_REDACTED]"),
                "proxy-authorization", List.of("[CLIENT_REDACTED]"),
                "authorization", List.of("[MASKED]")));
  }

  @Test
  void valuesUnderOtherNamesAreMaskedAsText() {
    assertThat(
            MASKER.mask(
                List.of(
                    Map.entry("referer", List.of("https://a:b@example.com/x?token=abc&y=1")),
                    Map.entry("x-forwarded-auth", List.of("Bearer abc")),
                    Map.entry("user-agent", List.of("Mozilla/5.0 (X11; Linux; rv:1)")))))
        .isEqualTo(
            Map.of(
                "referer", List.of("https://[MASKED]@example.com/x?token=[MASKED]&y=1"),
                "x-forwarded-auth", List.of("Bearer [MASKED]"),
                "user-agent", List.of("Mozilla/5.0 (X11; Linux; rv:1)")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Auth-Token",
        "X-CSRFToken",
        "x-csrftoken",
        "X-AuthToken",
        "Mytoken",
        "x-authtoken",
        "SessionToken",
        "UserPassword",
        "x-amz-security-token",
        "PRIVATE-TOKEN",
        "X-CSRF-Token",
        "X_Vault_Token",
        "X-Forwarded-Access-Token",
        "X-Goog-Api-Key",
        "X-User-Password",
        "X-Original-Authorization",
        "X-Original-Cookie",
        "X-Client-Secret",
        "X-PIN",
        "X-X-Tenant",
        "Cookie2",
        "Set-Cookie2"
      })
  void aNameThatEndsInAMaskedOneIsMasked(String name) {
    assertThat(MASKER.mask(List.of(Map.entry(name, List.of("canary")))).toString())
        .isEqualTo("{" + name.toLowerCase(Locale.ROOT) + "=[[MASKED]]}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "X-Shippin",
        "X-Token-Count",
        "X-Keyboard",
        "Tokens",
        "Session-Timeout",
        "Accept",
        "X-Tenants"
      })
  void otherNamesAreShown(String name) {
    assertThat(MASKER.mask(List.of(Map.entry(name, List.of("seen")))).toString()).contains("seen");
  }

  @Test
  void manyAndLongHeadersAreCut() {
    List<Map.Entry<String, List<String>>> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(Map.entry("x-" + i % 400, List.of("y".repeat(10_000), "z")));
    }
    Map<String, List<String>> shown = MASKER.mask(many);
    assertThat(shown.values().stream().mapToInt(List::size).sum())
        .isEqualTo(HeaderMasker.MAX_HEADERS);
    assertThat(shown.get("x-0")).containsExactly("y".repeat(HeaderMasker.MAX_VALUE_LENGTH), "z");
  }

  @Test
  void noSecretIsLeftUnderAnySpelling() {
    LOG.info("{} requests, seed {}", REQUESTS, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < REQUESTS; i++) {
      String name = canaries.maskedName();
      List<String> values = Collections.nCopies(1 + canaries.random.nextInt(3), canaries.text());
      Map<String, List<String>> shown =
          MASKER.mask(
              List.of(Map.entry(name, values), Map.entry("x-customer", List.of(canaries.text()))));
      if (Canaries.LEAK.matcher(shown.toString()).find()) {
        assertThat(shown.toString())
            .as("seed %d: %s", SEED, name)
            .doesNotContainPattern(Canaries.LEAK);
      }
    }
  }
}
