package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.Payload;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BodyRedactorTest {

  private static final BodyRedactor REDACTOR =
      new BodyRedactor(MaskedNames.withDefaults(List.of()), RedactionPaths.none(), 1_000);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      textBlock =
          """
          application/json                          | -        | -
          Application/JSON ; Charset="UTF-8"        | identity | -
          application/problem+json                  | -        | -
          text/json                                 | ''       | -
          application/x-www-form-urlencoded         | -        | -
          application/json; charset=utf-16          | -        | unparsable
          application/json; charset=iso-8859-1; a=b | -        | unparsable
          application/json                          | gzip     | unsupported
          application/json                          | br       | unsupported
          text/plain                                | -        | unsupported
          text/html; charset=utf-8                  | -        | unsupported
          application/xml                           | -        | unsupported
          application/soap+xml                      | -        | unsupported
          multipart/form-data; boundary=x           | -        | unsupported
          application/x-ndjson                      | -        | unsupported
          nonsense                                  | -        | unsupported
          -                                         | -        | unsupported
          ''                                        | -        | unsupported
          image/png                                 | -        | binary
          application/octet-stream                  | -        | binary
          application/x-protobuf                    | -        | binary
          application/pdf                           | -        | binary
          """)
  void theHeadDecidesWhatIsRead(
      @Nullable String type, @Nullable String encoding, @Nullable String reason) {
    Payload.Omitted omission = REDACTOR.omission(type, encoding);
    assertThat(omission == null ? null : omission.wireName()).isEqualTo(reason);
    byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
    if (omission != null) {
      assertThat(REDACTOR.redact(type, encoding, body, body.length, true))
          .isEqualTo(RedactedBody.omitted(omission));
    }
  }

  @Test
  void ofAJsonPatchNoValueIsShown() {
    String type = "application/json-patch+json; charset=utf-8";
    assertThat(
            text(
                REDACTOR,
                type,
                "[{\"op\":\"replace\",\"path\":\"/password\",\"value\":\"hunter2\"},"
                    + "{\"value\":{\"a\":[1]},\"op\":\"add\",\"path\":\"/x/0\"},"
                    + "{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/b\"}]"))
        .isEqualTo(
            "[{\"op\":\"replace\",\"path\":\"/password\",\"value\":\"[MASKED]\"},"
                + "{\"value\":\"[MASKED]\",\"op\":\"add\",\"path\":\"/x/0\"},"
                + "{\"op\":\"move\",\"from\":\"/a\",\"path\":\"/b\"}]");
    BodyRedactor withPaths =
        new BodyRedactor(MaskedNames.of(List.of()), RedactionPaths.of(List.of("$.zip")), 1_000);
    assertThat(withPaths.omission(type, null)).isEqualTo(Payload.Omitted.REDACTION);
    assertThat(withPaths.omission("application/merge-patch+json", null)).isNull();
  }

  @Test
  void jsonAndFormsAreMasked() {
    assertThat(text(REDACTOR, "application/json", "{\"pin\":1, \"a\":2}"))
        .isEqualTo("{\"pin\":\"[MASKED]\", \"a\":2}");
    assertThat(text(REDACTOR, "application/x-www-form-urlencoded", "pin=1&a=2"))
        .isEqualTo("{\"pin\":\"[MASKED]\",\"a\":\"2\"}");
    assertThat(text(REDACTOR, "application/json", "pin=1")).isEqualTo("Omitted[reason=UNPARSABLE]");
  }

  /** As JSON it would have no receiver; in a text it may stand. */
  @Test
  void whatHasANumberThatReceiversDoNotReadIsNotShown() {
    BodyRedactor large =
        new BodyRedactor(MaskedNames.of(List.of()), RedactionPaths.of(List.of()), 10_000);
    String digits = "1".repeat(JsonSource.MAX_NUMBER_LENGTH);
    assertThat(text(large, "application/json", "[" + digits + "]")).isEqualTo("[" + digits + "]");
    for (String tooLong : List.of(digits + "1", digits + ".1", "-0." + digits)) {
      assertThat(text(large, "application/json", "[" + tooLong + "]"))
          .isEqualTo("Omitted[reason=UNPARSABLE]");
    }
  }

  @Test
  void anInvalidPathOmitsAllBodiesOfItsDirection() {
    BodyRedactor closed =
        new BodyRedactor(MaskedNames.of(List.of()), RedactionPaths.of(List.of("a")), 1_000);
    for (String type : List.of("application/json", "application/x-www-form-urlencoded", "a/b")) {
      assertThat(closed.omission(type, null)).isEqualTo(Payload.Omitted.REDACTION);
      assertThat(text(closed, type, "{}")).isEqualTo("Omitted[reason=REDACTION]");
    }
  }

  private static String text(BodyRedactor redactor, String type, String body) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    RedactedBody shown = redactor.redact(type, null, bytes, bytes.length, true);
    return shown instanceof RedactedBody.Json json ? json.text() : shown.toString();
  }
}
