package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.Payload;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Secrets in JSON under every spelling of a masked name, at depths from 1 to 200: none is in what
 * is shown, and all else is as it was. {@code -Dsuite.masking.documents=n} says how many documents,
 * {@code -Dsuite.masking.seed=n} repeats a run.
 */
final class JsonCanaryTest {

  private static final Logger LOG = LoggerFactory.getLogger(JsonCanaryTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int DOCUMENTS = Integer.getInteger("suite.masking.documents", 20_000);
  private static final int LIMIT = 1 << 20;

  private static final Pattern JSON = Pattern.compile("Json\\[\\d+ bytes]");
  private static final Pattern NO_JSON =
      Pattern.compile("Text\\[\\d+ characters]|Omitted\\[reason=[A-Z]+]");

  private static final JsonRedactor REDACTOR =
      new JsonRedactor(MaskedNames.withDefaults(List.of()), RedactionPaths.none(), LIMIT);

  @Test
  void wholeDocumentsShowAllButTheSecrets() {
    LOG.info("{} documents, seed {}", DOCUMENTS, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < DOCUMENTS; i++) {
      CanaryDocument document = CanaryDocument.of(canaries, depth(canaries, i));
      byte[] bytes = document.json().getBytes(StandardCharsets.UTF_8);
      RedactedBody body = REDACTOR.redact(bytes, bytes.length, true);
      String shown = body instanceof RedactedBody.Json json ? json.text() : body.toString();
      if (!JsonTree.tokens(shown).equals(JsonTree.tokens(document.masked()))) {
        assertThat(shown).as("seed %d, %s", SEED, document.json()).isEqualTo(document.masked());
      }
      noLineBreaks(shown);
      noLeak(shown, document);
      assertThat(body.toString()).matches(JSON);
    }
  }

  @Test
  void documentsCutAtEachLengthShowNoPieceOfASecret() {
    LOG.info("{} documents cut, seed {}", DOCUMENTS / 200, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < DOCUMENTS / 200; i++) {
      CanaryDocument document = CanaryDocument.of(canaries, depth(canaries, i));
      String json = document.json();
      String whole = withoutBlanks(document.masked());
      byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
      for (int length = 1; length < Math.min(bytes.length, 2_000); length++) {
        RedactedBody body = REDACTOR.redact(bytes, length, false);
        if (body instanceof RedactedBody.Text text) {
          noLeak(text.text(), document);
          if (!whole.startsWith(withoutBlanks(text.text()))) {
            assertThat(whole).as("seed %d: %s", SEED, json).startsWith(withoutBlanks(text.text()));
          }
        } else {
          // less than one character
          assertThat(body).as(json).isEqualTo(RedactedBody.omitted(Payload.Omitted.UNPARSABLE));
          assertThat(length).as(json).isLessThan(2);
        }
        if (length % 64 == 1) {
          assertThat(body.toString()).matches(NO_JSON);
        }
      }
    }
  }

  @Test
  void documentsOverTheLimitAreCutThere() {
    LOG.info("{} documents over the limit, seed {}", DOCUMENTS / 200, SEED);
    Canaries canaries = new Canaries(SEED);
    int cut = 0;
    for (int i = 0; i < DOCUMENTS / 200; i++) {
      CanaryDocument document = CanaryDocument.of(canaries, depth(canaries, i));
      byte[] bytes = document.json().getBytes(StandardCharsets.UTF_8);
      int limit = 1 + canaries.random.nextInt(bytes.length);
      RedactedBody body =
          new JsonRedactor(MaskedNames.withDefaults(List.of()), RedactionPaths.none(), limit)
              .redact(bytes, bytes.length, true);
      if (body instanceof RedactedBody.Text text) {
        noLeak(text.text(), document);
        assertThat(text.text().getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(limit);
        assertThat(limit).isLessThan(bytes.length);
        cut++;
      }
    }
    assertThat(cut).as("documents that were cut, seed %d", SEED).isPositive();
  }

  @Test
  void brokenDocumentsAndOtherEncodingsShowNothing() {
    LOG.info("{} broken documents, seed {}", DOCUMENTS / 200, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < DOCUMENTS / 200; i++) {
      CanaryDocument document = CanaryDocument.of(canaries, 1 + depth(canaries, i));
      String json = document.json();
      String end = json.strip().substring(json.strip().length() - 1);
      for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE")) {
        unparsable(json.getBytes(Charset.forName(charset)));
      }
      unparsable(('\ufeff' + json).getBytes(StandardCharsets.UTF_8));
      unparsable((json + "x").getBytes(StandardCharsets.UTF_8));
      unparsable((json + ' ' + json).getBytes(StandardCharsets.UTF_8));
      unparsable((json + "\"" + canaries.text()).getBytes(StandardCharsets.UTF_8));
      if (end.equals("}") || end.equals("]")) {
        int length = 1 + canaries.random.nextInt(json.strip().length() - 1);
        unparsable(json.strip().substring(0, length).getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void randomlyDamagedDocumentsNeverThrow() {
    LOG.info("{} damaged documents, seed {}", DOCUMENTS / 4, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < DOCUMENTS / 4; i++) {
      CanaryDocument document = CanaryDocument.of(canaries, 3);
      byte[] bytes = document.json().getBytes(StandardCharsets.UTF_8);
      for (int j = 0; j < 3; j++) {
        bytes[canaries.random.nextInt(bytes.length)] = (byte) canaries.random.nextInt(256);
      }
      RedactedBody body = REDACTOR.redact(bytes, bytes.length, canaries.random.nextBoolean());
      if (body instanceof RedactedBody.Json json) {
        assertThat(JsonTree.tokens(json.text())).isNotEmpty();
      }
    }
  }

  private static int depth(Canaries canaries, int document) {
    return document % 50 == 0 ? 1 + canaries.random.nextInt(200) : canaries.random.nextInt(6);
  }

  /** Without the value that is cut, what is shown is the beginning of the masked document. */
  private static String withoutBlanks(String json) {
    StringBuilder text = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      if (" \n\r\t".indexOf(json.charAt(i)) < 0) {
        text.append(json.charAt(i));
      }
    }
    return text.toString();
  }

  private static void noLineBreaks(String shown) {
    for (int i = 0; i < shown.length(); i++) {
      if (shown.charAt(i) < ' ') {
        assertThat(shown).as("seed %d", SEED).doesNotContainPattern("[\\x00-\\x1f]");
      }
    }
  }

  private static void unparsable(byte[] bytes) {
    assertThat(REDACTOR.redact(bytes, bytes.length, true))
        .as(() -> new String(bytes, StandardCharsets.UTF_8))
        .isEqualTo(RedactedBody.omitted(Payload.Omitted.UNPARSABLE));
  }

  private static void noLeak(String shown, CanaryDocument document) {
    if (Canaries.leaks(shown)) {
      assertThat(shown)
          .as("seed %d, %s", SEED, document.json())
          .doesNotContainPattern(Canaries.LEAK);
    }
  }
}
