package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds the guide against the code; {@code -Dsuite.docs.write=true} writes its example and its list
 * of names anew.
 */
final class MaskingGuideTest {

  private static final boolean WRITE = Boolean.getBoolean("suite.docs.write");
  private static final Path GUIDE = Path.of("../docs/guide/masking.md");

  private static final String BODY =
      """
      {"user": {"name": "Anna", "password": "hunter2", "birthday": "1990-01-31",
                "addresses": [{"city": "Graz", "zip": "8010"}, {"city": "Linz", "zip": "4020"}]},
       "customer_number": 4711, "cardNumber": "4111111111111111", "total": 19.90}
      """;

  @Test
  void theExampleIsWhatTheCodeMakesOfIt() throws IOException {
    BodyRedactor redactor =
        new BodyRedactor(
            MaskedNames.withDefaults(List.of("customerNumber")), RedactionPaths.none(), 1_000);
    byte[] body = BODY.getBytes(StandardCharsets.UTF_8);
    RedactedBody shown = redactor.redact("application/json", null, body, body.length, true);
    String after =
        ((RedactedBody.Json) shown)
            .text()
            .replace(",\"addresses\"", ",\n          \"addresses\"")
            .replace(",\"customer_number\"", ",\n \"customer_number\"");
    hold(
        "example",
        "A payload and what the event shows of it:\n\n" + json(BODY) + "\n" + json(after));
  }

  @Test
  void theListOfNamesIsThatOfTheCode() throws IOException {
    hold("names", "`" + String.join("`, `", MaskedNames.DEFAULT) + "`.\n");
  }

  private static String json(String text) {
    return "```json\n" + text.stripTrailing() + "\n```\n";
  }

  private static void hold(String section, String text) throws IOException {
    String guide = Files.readString(GUIDE);
    String start = "<!-- " + section + " -->\n";
    int from = guide.indexOf(start) + start.length();
    int to = guide.indexOf("<!-- /" + section + " -->");
    assertThat(to).as("the section %s", section).isGreaterThanOrEqualTo(from);
    if (WRITE) {
      Files.writeString(GUIDE, guide.substring(0, from) + text + guide.substring(to));
      return;
    }
    assertThat(guide.substring(from, to))
        .as("%s; -Dsuite.docs.write=true writes it anew", GUIDE)
        .isEqualTo(text);
  }
}
