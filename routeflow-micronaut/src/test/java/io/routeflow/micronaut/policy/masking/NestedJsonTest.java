package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Secrets in JSON that is the text of a string, up to four levels deep, from a seed. */
final class NestedJsonTest {

  private static final Logger LOG = LoggerFactory.getLogger(NestedJsonTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int DOCUMENTS = Integer.getInteger("suite.masking.documents", 20_000);

  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());
  private static final TextMasker TEXT = new TextMasker(NAMES);
  private static final JsonRedactor BODY = new JsonRedactor(NAMES, RedactionPaths.none(), 1 << 20);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4})
  void noSecretIsLeftInAnyLevelWhicheverEncodersWroteThem(int levels) {
    LOG.info("{} documents, seed {}", DOCUMENTS / 4, SEED);
    NestedJson documents = new NestedJson(new Canaries(SEED), levels);
    for (int i = 0; i < DOCUMENTS / 4; i++) {
      String json = documents.next();
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      RedactedBody body = BODY.redact(bytes, bytes.length, true);
      assertThat(body).as("seed %d: %s", SEED, json).isInstanceOf(RedactedBody.Json.class);
      noLeak(((RedactedBody.Json) body).text(), json);
      noLeak(TEXT.mask(json), json);
    }
  }

  @Test
  void theNextMemberIsShownWhateverAValueEndsWith() {
    for (String end :
        List.of("", "\\", "\"", "\\\\", "\\\"", "\"\\", "\\\\\\", "\"\"\"", "\\\"\\")) {
      for (String escape : List.of("\\\"", "\\u0022")) {
        String json = member("token", "a Q" + end, escape) + "," + member("user", "anna", escape);
        for (int level = 1; level <= 4; level++) {
          assertThat(TEXT.mask(json)).as(json).contains("anna").doesNotContain("Q");
          json = quoted(json, escape);
        }
      }
    }
  }

  private static String member(String name, String value, String escape) {
    return quoted(name, escape) + ":" + quoted(value, escape);
  }

  private static String quoted(String text, String escape) {
    return '"' + text.replace("\\", "\\\\").replace("\"", escape) + '"';
  }

  private static void noLeak(String shown, String json) {
    if (Canaries.leaks(shown)) {
      assertThat(shown).as("seed %d: %s", SEED, json).doesNotContainPattern(Canaries.LEAK);
    }
  }
}
