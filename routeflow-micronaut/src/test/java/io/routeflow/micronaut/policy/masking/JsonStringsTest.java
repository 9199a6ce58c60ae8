package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Each string of a document is masked as a text of its own would be, however it is spelled. {@code
 * -Dsuite.masking.documents=n} says how many documents, {@code -Dsuite.masking.seed=n} repeats a
 * run.
 */
final class JsonStringsTest {

  private static final Logger LOG = LoggerFactory.getLogger(JsonStringsTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int DOCUMENTS = Integer.getInteger("suite.masking.documents", 20_000) / 4;
  private static final int LIMIT = 1 << 20;
  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of("tier2", "größe"));
  private static final TextMasker TEXTS = new TextMasker(NAMES);
  private static final JsonRedactor REDACTOR =
      new JsonRedactor(NAMES, RedactionPaths.none(), LIMIT);

  private static final List<String> PIECES =
      List.of(
          "=",
          ":",
          " : ",
          "\uff1a",
          "\uff1d",
          "//",
          "://",
          "//a:b@host/",
          "/",
          "@",
          "thin:a/b@",
          "oci:",
          "token",
          "Token",
          "user.password",
          "password",
          "[0]",
          "[new]",
          "['new']",
          ".new",
          ".new=",
          "$x-1",
          "%5B0%5D",
          "\\u005bnew]",
          "`",
          "\u201c",
          "\u201d",
          "pass\u00adword",
          "\u00ad",
          "apiKey",
          "cookie",
          "pi",
          "n",
          "tier2",
          "größe",
          "12:30",
          "https://shop.example/a?b=1&token=",
          "bearer ",
          "Bearer\u00a0",
          "BASIC ",
          "Ba\u017f\u0131c ",
          "bea",
          "rer+",
          "<pin>",
          "</pin>",
          "<",
          ">",
          "{\"password\":\"",
          "\"}",
          "\\\"",
          "\\",
          "\\u003d",
          "\\x3d",
          "%3D",
          "%253D",
          "%3A",
          "%40",
          "%2F%2F",
          "&#61;",
          "&quot;",
          "&equals;",
          "&amp;",
          "&",
          "'",
          "\n",
          "\t",
          "x",
          "secret value",
          "1",
          "ä",
          "😀",
          " ",
          "a b",
          "[",
          "]",
          "(",
          ",",
          ";");

  private final Random random = new Random(SEED);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          {"message":"Internal Server Error: password=x1"}   | {"message":"Internal Server Error: password=[MASKED]"}
          {"href":"/orders?page=2&token=x1"}                  | {"href":"/orders?page=2&token=[MASKED]"}
          {"href":"\\/orders?page=2\\u0026token\\u003dx1"}    | {"href":"/orders?page=2&token=[MASKED]"}
          ["Bearer x1","a","Basic x1"]                        | ["Bearer [MASKED]","a","Basic [MASKED]"]
          {"to":"https://anna:x1@shop.example/"}              | {"to":"https://[MASKED]@shop.example/"}
          {"body":"{\\"pin\\":12,\\"a\\":1}"}                 | {"body":"{\\"pin\\":[MASKED],\\"a\\":1}"}
          {"at":"2026-11-30T12:30:00Z","mail":"a@b.example"}  | {"at":"2026-11-30T12:30:00Z","mail":"a@b.example"}
          {"page=1 token: x1":"shown"}                        | {"page=1 token: x1":"shown"}
          {"a":"B","b":"\\u00e4 100% & more","c":"\\\\"}      | {"a":"B","b":"\\u00e4 100% & more","c":"\\\\"}
          "pin: 12"                                           | "pin: [MASKED]"
          {"a":1,"m":"token=x, \\ud83d"}                     | {"a":1,"m":"token=[MASKED], \\ufffd"}
          """)
  void aStringIsMaskedAsTextAndANameIsLeftAlone(String json, String shown) {
    assertThat(shown(json)).isEqualTo(shown);
  }

  @Test
  void eachStringIsWhatTheTextMaskerLeaves() {
    LOG.info("{} documents, seed {}", DOCUMENTS, SEED);
    int masked = 0;
    for (int i = 0; i < DOCUMENTS; i++) {
      StringBuilder json = new StringBuilder("[");
      StringBuilder expected = new StringBuilder();
      int count = 1 + random.nextInt(4);
      for (int s = 0; s < count; s++) {
        String text = text();
        masked += TEXTS.masks(text) ? 1 : 0;
        boolean member = random.nextBoolean();
        json.append(s > 0 ? "," : "").append(member ? "{\"plain\"" + blanks() + ":" : "");
        json.append(blanks()).append(spelled(text)).append(blanks()).append(member ? "}" : "");
        expected.append("VALUE_STRING ").append(TEXTS.mask(text)).append('\u0000');
      }
      json.append("]");
      StringBuilder seen = new StringBuilder();
      JsonTree.tokens(shown(json.toString())).stream()
          .filter(token -> token.startsWith("VALUE_STRING"))
          .forEach(token -> seen.append(token).append('\u0000'));
      if (!seen.toString().contentEquals(expected)) {
        assertThat(seen.toString()).as("seed %d: %s", SEED, json).isEqualTo(expected.toString());
      }
    }
    assertThat(masked).isBetween(DOCUMENTS / 10, 4 * DOCUMENTS);
  }

  /** Wherever a document is cut, its last string shows no more than a text that was cut there. */
  @Test
  void theStringInWhichADocumentIsCutIsMaskedAsATextThatWasCut() {
    for (int i = 0; i < DOCUMENTS / 4; i++) {
      String text =
          text() + (random.nextBoolean() ? "//anna:cnry1@host" : "//cnry1@host") + " token=cnry2";
      byte[] bytes = ("{\"a\":" + spelled(text)).getBytes(StandardCharsets.UTF_8);
      int length = 6 + random.nextInt(bytes.length - 6);
      RedactedBody body = REDACTOR.redact(bytes, length, false);
      assertThat(body)
          .as("seed %d, %d bytes of %s", SEED, length, new String(bytes, StandardCharsets.UTF_8))
          .isInstanceOf(RedactedBody.Text.class);
      assertThat(text(body))
          .as("seed %d, %d bytes of %s", SEED, length, new String(bytes, StandardCharsets.UTF_8))
          .doesNotContain("cnry");
    }
  }

  @Test
  void aFormIsMaskedInItsValuesAndWhereItIsCut() {
    assertThat(form("q=a%3Dtoken%3Ax1&to=%2F%2Fanna%3Ax1%40host", true))
        .isEqualTo("{\"q\":\"a=token:[MASKED]\",\"to\":\"//[MASKED]@host\"}");
    assertThat(form("q=1&to=https%3A%2F%2Fanna%3Ax1", false))
        .isEqualTo("{\"q\":\"1\",\"to\":\"https://[MASKED]\"}");
    assertThat(form("a=1&b=2&a=https%3A%2F%2Fanna%3Ax1", false))
        .isEqualTo("{\"a\":[\"1\",\"https://[MASKED]\"],\"b\":\"2\"}");
    assertThat(form("password:x1", true)).isEqualTo("Omitted[reason=UNPARSABLE]");
    assertThat(form("Bearer+x1", true)).isEqualTo("Omitted[reason=UNPARSABLE]");
    assertThat(form("form:field=a", true)).isEqualTo("{\"form:field\":\"a\"}");
  }

  private static String form(String form, boolean complete) {
    byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
    return text(
        new FormRedactor(NAMES, RedactionPaths.none(), LIMIT)
            .redact(bytes, bytes.length, complete));
  }

  @Test
  void hostileStringsTakeNoLongerThanOthers() {
    for (String piece :
        List.of(
            "@",
            "token:",
            "\\\\",
            "\\\"",
            "=",
            "b",
            "\\u003d",
            "%3D",
            "&#61;",
            "//",
            "\\\\x2f",
            "\\\\u002f",
            "%5Cu002f",
            "token=\\\"")) {
      String json = "[\"" + piece.repeat(100_000) + "\",\"" + piece.repeat(3) + "\"]";
      assertThat(shown(json)).startsWith("[\"");
      byte[] cut = ("[\"" + piece.repeat(100_000) + " x").getBytes(StandardCharsets.UTF_8);
      assertThat(text(REDACTOR.redact(cut, cut.length, false))).startsWith("[\"");
      String many = "[" + ("\"" + piece + "\",").repeat(50_000) + "0]";
      assertThat(shown(many)).startsWith("[\"");
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(7); i >= 0; i--) {
      text.append(PIECES.get(random.nextInt(PIECES.size())));
    }
    return text.toString();
  }

  /** In quotes, each character in one of the ways in which JSON may write it. */
  private String spelled(String text) {
    StringBuilder json = new StringBuilder("\"");
    boolean ascii = random.nextInt(4) == 0;
    int often = random.nextInt(3) == 0 ? 3 : 40;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean half = Character.isSurrogate(c);
      if (c < ' ' || (ascii && c > '~') || (!half && random.nextInt(often) == 0)) {
        json.append(String.format(random.nextBoolean() ? "\\u%04x" : "\\u%04X", (int) c));
      } else if (c == '"' || c == '\\' || (c == '/' && random.nextInt(4) == 0)) {
        json.append('\\').append(c);
      } else {
        json.append(c);
      }
    }
    return json.append('"').toString();
  }

  private String blanks() {
    return List.of("", "", " ", "\n\t").get(random.nextInt(4));
  }

  private static String shown(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return text(REDACTOR.redact(bytes, bytes.length, true));
  }

  private static String text(RedactedBody body) {
    if (body instanceof RedactedBody.Json whole) {
      return whole.text();
    }
    return body instanceof RedactedBody.Text text ? text.text() : body.toString();
  }
}
