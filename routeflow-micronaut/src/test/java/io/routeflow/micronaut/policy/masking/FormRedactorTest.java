package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class FormRedactorTest {

  private static final Logger LOG = LoggerFactory.getLogger(FormRedactorTest.class);
  private static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  private static final int FORMS = Integer.getInteger("suite.masking.documents", 20_000);
  private static final int LIMIT = 1 << 16;

  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());
  private static final FormRedactor MASKING = new FormRedactor(NAMES, RedactionPaths.none(), LIMIT);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a=1&b=2                             | {"a":"1","b":"2"}
          a=1&b=2&a=3&a                       | {"a":["1","3",""],"b":"2"}
          name=Anna+M%C3%BCller&x=%22%0A%00   | {"name":"Anna Müller","x":"\\"\\n\\u0000"}
          password=x&pass%77ord=y&b=1         | {"password":"[MASKED]","b":"1"}
          user%5Bpassword%5D=x&user[pin]=1    | {"user[password]":"[MASKED]","user[pin]":"[MASKED]"}
          login:password=x&card+number=1      | {"login:password":"[MASKED]","card number":"[MASKED]"}
          %2570assword=x&%252574oken=y&%2526=1 | {"%70assword":"[MASKED]","%2574oken":"[MASKED]","%26":"1"}
          a=b=c&&=x                           | {"a":"b=c","":"x"}
          &                                   | {}
          """)
  void aFormIsAnObject(String form, String object) {
    assertThat(shown(redact(form, RedactionPaths.none(), true))).isEqualTo(object);
  }

  @Test
  void anEmptyFormIsAnEmptyObject() {
    assertThat(shown(redact("", RedactionPaths.none(), true))).isEqualTo("{}");
  }

  @Test
  void redactionPathsSeeTheObject() {
    RedactionPaths paths = RedactionPaths.of(List.of("$.zip", "$.tags[-1]", "$.password"));
    assertThat(shown(redact("zip=1&tags=a&tags=b&password=x&pin=2&tag=c", paths, true)))
        .isEqualTo(
            "{\"zip\":\"[CLIENT_REDACTED]\",\"tags\":[\"a\",\"[CLIENT_REDACTED]\"],"
                + "\"password\":\"[CLIENT_REDACTED]\",\"pin\":\"[MASKED]\",\"tag\":\"c\"}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"password\":\"QQQ\"}",
        "{'password':'QQQ'}",
        "%7B%22password%22%3A%22QQQ%22%7D",
        "password%3DQQQ",
        "a=%zz",
        "a=%4",
        "a=%",
        "a=%C3",
        "a=%ED%A0%80",
        "a=ä",
        "a b=1",
        "a=<x>",
        "a=1;password=QQQ",
        "a=\n"
      })
  void whatNoEncoderOfFormsWritesIsNoForm(String form) {
    assertThat(redact(form, RedactionPaths.none(), true))
        .isEqualTo(RedactedBody.omitted(Payload.Omitted.UNPARSABLE));
  }

  @Test
  void aFormOfManyFieldsIsNotShown() {
    assertThat(shown(redact("a&".repeat(FormFields.MAX_FIELDS), RedactionPaths.none(), true)))
        .startsWith("{\"a\":[\"\",");
    assertThat(redact("a&".repeat(FormFields.MAX_FIELDS + 1), RedactionPaths.none(), true))
        .isEqualTo(RedactedBody.omitted(Payload.Omitted.UNPARSABLE));
  }

  @Test
  void aFormOverTheLimitIsCutAndWithPathsOmitted() {
    String form = "password=QQQQ&a=" + "b".repeat(LIMIT);
    RedactedBody body = redact(form, RedactionPaths.none(), true);
    assertThat(body).isInstanceOf(RedactedBody.Text.class);
    assertThat(shown(body)).startsWith("{\"password\":\"[MASKED]\",\"a\":\"bbb").hasSize(LIMIT);
    assertThat(redact(form, RedactionPaths.of(List.of("$.x")), true))
        .isEqualTo(RedactedBody.omitted(Payload.Omitted.REDACTION));
    assertThat(redact("a=1", RedactionPaths.of(List.of("$.x")), false))
        .isEqualTo(RedactedBody.omitted(Payload.Omitted.REDACTION));
  }

  @Test
  void noSecretIsLeftAlsoWhereTheFormIsCut() {
    LOG.info("{} forms, seed {}", FORMS, SEED);
    Canaries canaries = new Canaries(SEED);
    for (int i = 0; i < FORMS; i++) {
      List<String> fields = new ArrayList<>();
      for (int j = canaries.random.nextInt(6); j >= 0; j--) {
        boolean secret = canaries.random.nextBoolean();
        fields.add(
            secret
                ? canaries.encoded(canaries.maskedName()) + "=" + canaries.encoded(canaries.text())
                : canaries.encoded(canaries.plainName()) + "=plain");
      }
      String form = String.join("&", fields);
      RedactedBody body = redact(form, RedactionPaths.none(), true);
      is(RedactedBody.Json.class, body, form);
      assertThat(JsonTree.tokens(shown(body))).isNotEmpty();
      noLeak(form, shown(body));
      if (i % 20 == 0) {
        for (int length = 0; length < form.length(); length++) {
          String beginning = form.substring(0, length);
          RedactedBody cut = redact(beginning, RedactionPaths.none(), false);
          is(RedactedBody.Text.class, cut, beginning);
          noLeak(form, shown(cut));
        }
      }
    }
  }

  /** Asserts only where it fails: a million forms are cut at each of their lengths. */
  private static void is(Class<? extends RedactedBody> type, RedactedBody body, String form) {
    if (!type.isInstance(body)) {
      assertThat(body).as("seed %d: %s", SEED, form).isInstanceOf(type);
    }
  }

  private static void noLeak(String form, String shown) {
    if (Canaries.leaks(shown)) {
      assertThat(shown).as("seed %d: %s", SEED, form).doesNotContainPattern(Canaries.LEAK);
    }
  }

  private static RedactedBody redact(String form, RedactionPaths paths, boolean complete) {
    byte[] bytes = form.getBytes(StandardCharsets.UTF_8);
    FormRedactor redactor = paths.isEmpty() ? MASKING : new FormRedactor(NAMES, paths, LIMIT);
    return redactor.redact(bytes, bytes.length, complete);
  }

  private static String shown(RedactedBody body) {
    if (body instanceof RedactedBody.Json json) {
      return json.text();
    }
    return body instanceof RedactedBody.Text text ? text.text() : body.toString();
  }
}
