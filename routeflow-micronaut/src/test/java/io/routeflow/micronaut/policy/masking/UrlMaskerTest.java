package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class UrlMaskerTest {

  private static final Logger LOG = LoggerFactory.getLogger(UrlMaskerTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int URLS = Integer.getInteger("suite.masking.documents", 20_000);

  private static final UrlMasker MASKER =
      new UrlMasker(MaskedNames.withDefaults(List.of("customer")));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          https://example.com/orders/42?page=2             | https://example.com/orders/42?page=2
          http://example.com:8080                          | http://example.com:8080
          /orders?customer=42&token=abc&x                  | /orders?customer=[MASKED]&token=[MASKED]&x
          /orders?access%5Ftoken=abc&Card+Number=4111      | /orders?access%5Ftoken=[MASKED]&Card+Number=[MASKED]
          /a?user[password]=x;otp=1                        | /a?user[password]=[MASKED]
          /a;session=abc/b?c                               | /a;session=[MASKED]/b?c
          /a?token                                         | /a?token
          /a?token=                                        | /a?token=[MASKED]
          https://user:pw@example.com/a#token=abc          | https://example.com/a
          //user@example.com/a@b                           | //example.com/a@b
          /a?next=https%3A%2F%2Fx%2F%3Ftoken%3Dabc&b=1     | /a?next=[MASKED]&b=1
          /a?next=/b?token=abc                             | /a?next=[MASKED]
          /a?q=Bearer%20abc                                | /a?q=[MASKED]
          /a?q=100%&b=%41                                  | /a?q=[MASKED]&b=%41
          /a?%zz=1&token%3Dabc                             | /a?[MASKED]&[MASKED]
          *                                                | *
          /a?password=hun;ter2&b=1                         | /a?password=[MASKED]&b=1
          /a?b=1;customer.x=42;c=2&d=1                     | /a?b=[MASKED]&d=1
          /a?b=1;c=2&d=1                                   | /a?b=1;c=2&d=1
          /a?b;customer@x=42;c=2&d=1                       | /a?b;customer@x=[MASKED]&d=1
          /a?b=1;customer@x=42;c=2&d=1                     | /a?b=[MASKED]&d=1
          /a;x=1;y/b                                       | /a;x=1;y/b
          /a;pin=hun;ter2/b                                | /a;pin=[MASKED]/b
          /a?url=https://bob:p;hunter2@h/x&b=1             | /a?url=[MASKED]&b=1
          /proxy/https://bob:hunter2@internal.example/x    | /proxy/https://[MASKED]@internal.example/x
          /proxy/https://bob:hun;ter/2@internal.example/x  | /proxy/https://[MASKED]@internal.example/x
          http://a.example/p/https://bob:hunter2@h/x       | http://a.example/p/https://[MASKED]@h/x
          /p/https%3A%2F%2Fbob%3Ahunter2%40h/x?b           | /p/[MASKED]/x?b
          /a;token=abc/https://h/x                         | /a;token=[MASKED]/https://h/x
          /a?token[0]=hunter2&user[password][new]=x&b=1    | /a?token[0]=[MASKED]&user[password][new]=[MASKED]&b=1
          /a?next=%2Fb%3Ftoken%5B0%5D%3Dhunter2&b=1        | /a?next=[MASKED]&b=1
          """)
  void showsAllButSecrets(String url, String masked) {
    assertThat(MASKER.mask(url)).isEqualTo(masked);
    assertThat(MASKER.mask(masked)).as("masked again").isEqualTo(masked);
  }

  @Test
  void anAddressIsCutAfterItWasMasked() {
    String url = "/a?" + "b=1&".repeat(100_000) + "token=QQQ";
    assertThat(MASKER.mask(url)).hasSize(UrlMasker.MAX_LENGTH);
    for (int i = 0; i < 40; i++) {
      String edge = "/" + "x".repeat(UrlMasker.MAX_LENGTH - i) + "?token=QQQ&a=\ud83d\ude00";
      assertThat(MASKER.mask(edge)).doesNotContain("Q").doesNotMatch(".*[\ud800-\udbff]");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          //internal/x                          | //internal/x
          //wp-login.php                        | //wp-login.php
          //user:QQQ@host/b?c                   | //[MASKED]@host/b
          http://user:QQQ@host/a;pin=QQQ/b#c    | /a;pin=[MASKED]/b
          http://user:QQQ@host                  | ''
          user:QQQ@host:443                     | ''
          /proxy/https://example.com            | /proxy/https://example.com
          *                                     | *
          """)
  void ofATargetThePathIsShownWhole(String target, String path) {
    assertThat(MASKER.maskPath(target, false)).isEqualTo(path);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /p/http://bob:QQQ                 | /p/http://[MASKED]
          /p/http://bob:Q/QQ                | /p/http://[MASKED]
          /p/https%3A%2F%2Fbob%3AQQQ        | /p/[MASKED]
          /p/x=https%3A%2F%2Fbob%3AQQQ      | /p/x=[MASKED]
          /p/https%3A%2F%2Fh%2Fx/%4         | /p/https%3A%2F%2Fh%2Fx/[MASKED]
          /p/https%3A%2F%2Fh/x              | /p/https%3A%2F%2Fh/x
          /p/http://h?QQQ                   | /p/http://h
          /orders/42                        | /orders/42
          """)
  void ofAPathThatWasCutWhatMayBeUserInfoIsHidden(String target, String path) {
    assertThat(MASKER.maskPath(target, true)).isEqualTo(path);
  }

  @Test
  void noSecretIsLeftWhereverItStands() {
    LOG.info("{} addresses, seed {}", URLS, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < URLS; i++) {
      StringBuilder url =
          new StringBuilder(canaries.pick("", "https://a:QQQ@example.com", "//Q@x"));
      url.append("/orders")
          .append(
              canaries.pick(
                  "", ";" + secret(canaries), ";x;" + secret(canaries), "/42", "/https://Q:Q;Q@x"));
      for (int j = canaries.random.nextInt(4); j > 0; j--) {
        url.append(url.indexOf("?") < 0 ? '?' : '&');
        url.append(canaries.pick("x=1", "y", secret(canaries), "x;" + secret(canaries) + ";QQ"));
      }
      String masked = MASKER.mask(url.toString());
      if (Canaries.leaks(masked)) {
        assertThat(masked).as("seed %d: %s", SEED, url).doesNotContainPattern(Canaries.LEAK);
      }
    }
  }

  private static String secret(Canaries canaries) {
    return canaries.encoded(canaries.maskedName()) + "=" + canaries.encoded(canaries.text());
  }
}
