package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Of a patch each value is masked, whatever the media type is. */
final class PatchValuesTest {

  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());
  private static final BodyRedactor REDACTOR =
      new BodyRedactor(NAMES, RedactionPaths.none(), 1 << 20);

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '`',
      textBlock =
          """
          [{"op":"replace","path":"/password","value":"S3"}] ~ [{"op":"replace","path":"/password","value":"[MASKED]"}]
          [{"value":{"a":["S3"]},"path":"/x","op":"add"},1]  ~ [{"value":"[MASKED]","path":"/x","op":"add"},1]
          [{"op":"add","value":"S3","x":{"op":1},"path":"/x"}] ~ [{"op":"add","value":"[MASKED]","x":{"op":1},"path":"/x"}]
          {"Operations":[{"Op":"Replace","Path":"password","Value":"S3"}]} ~ {"Operations":[{"Op":"Replace","Path":"password","Value":"[MASKED]"}]}
          {"value":{"value":"S3","op":1,"path":1},"op":1}    ~ {"value":{"value":"[MASKED]","op":1,"path":1},"op":1}
          {"value":{"value":"S3","op":1,"path":1},"op":1,"path":1} ~ {"value":"[MASKED]","op":1,"path":1}
          {"value":"S3","value":"x","op":1,"path":1}         ~ {"value":"[MASKED]","value":"[MASKED]","op":1,"path":1}
          [{"op":1,"path":1},{"value":"a"}]                  ~ [{"op":1,"path":1},{"value":"a"}]
          {"op":1,"x":{"path":1,"value":"a"}}                ~ {"op":1,"x":{"path":1,"value":"a"}}
          {"op":1,"value":"a"}                               ~ {"op":1,"value":"a"}
          {"op":{"path":1},"value":"a","b":{"path":1}}       ~ {"op":{"path":1},"value":"a","b":{"path":1}}
          """)
  void ofAnObjectWithAnOperationAndAPathTheValueIsMasked(String json, String shown) {
    assertThat(shown(REDACTOR, json, true)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[{\"op\":\"replace\",\"path\":\"/password\",\"value\":\"S3",
        "[{\"path\":\"/password\",\"value\":\"S3\",\"o",
        "[{\"value\":\"S3\",\"path\":\"/passw",
        "[{\"op\":\"add\",\"value\":{\"a\":[\"S3\",[",
        "[{\"op\":\"add\",\"value\":\"S3\",\"path\":\"/a\"},{\"value\":"
      })
  void ofADocumentThatIsCutAsWell(String json) {
    assertThat(shown(REDACTOR, json, false)).doesNotContain("S3").contains("[MASKED]");
  }

  @Test
  void aRedactionPathWinsOverTheShapeOfAPatch() {
    RedactionPaths paths = RedactionPaths.of(List.of("$[*].value"));
    assertThat(
            shown(
                new BodyRedactor(NAMES, paths, 1_000),
                "[{\"value\":\"S3\",\"op\":\"add\",\"path\":\"/a\"}]",
                true))
        .isEqualTo("[{\"value\":\"[CLIENT_REDACTED]\",\"op\":\"add\",\"path\":\"/a\"}]");
  }

  private static String shown(BodyRedactor redactor, String json, boolean complete) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    RedactedBody body = redactor.redact("application/json", null, bytes, bytes.length, complete);
    if (body instanceof RedactedBody.Json whole) {
      return whole.text();
    }
    return body instanceof RedactedBody.Text text ? text.text() : body.toString();
  }
}
