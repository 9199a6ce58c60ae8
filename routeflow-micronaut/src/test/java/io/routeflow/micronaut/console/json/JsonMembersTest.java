package io.routeflow.micronaut.console.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.routeflow.micronaut.console.flows.LastError;
import io.routeflow.micronaut.console.flows.Use;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the values are, the JSON can be read. */
final class JsonMembersTest {

  @Test
  void whatIsNullIsAbsentAndWhatIsEmptyIsThere() throws IOException {
    assertThat(
            JsonText.of(
                json -> {
                  JsonMembers.text(json, "a", null);
                  JsonMembers.number(json, "b", null);
                  JsonMembers.object(json, "c", null);
                  JsonMembers.plain(json, "d", null);
                  JsonMembers.text(json, "e", "");
                  JsonMembers.texts(json, "f", List.of());
                  JsonMembers.list(json, "g", List.of());
                  JsonMembers.objects(json, "h", Map.of());
                  JsonMembers.plain(json, "i", Map.of());
                }))
        .isEqualTo("{\"e\":\"\",\"f\":[],\"g\":[],\"h\":{},\"i\":{}}");
  }

  @Test
  void plainValuesKeepTheirNotation() throws IOException {
    Map<String, Object> values = new LinkedHashMap<>();
    values.put("truth", true);
    values.put("short", (short) 3);
    values.put("long", Long.MIN_VALUE);
    values.put("double", 4.0);
    values.put("tiny", 1e-7);
    values.put("float", 0.1f);
    values.put("decimal", new BigDecimal("12.50"));
    values.put("integer", BigInteger.TEN.pow(30));
    values.put("text", "a");
    assertThat(JsonText.of(json -> JsonMembers.plain(json, "v", values)))
        .isEqualTo(
            "{\"v\":{\"truth\":true,\"short\":3,\"long\":-9223372036854775808,\"double\":4.0,"
                + "\"tiny\":1.0E-7,\"float\":0.1,\"decimal\":12.50,"
                + "\"integer\":1000000000000000000000000000000,\"text\":\"a\"}}");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numbersThatJsonDoesNotHaveBecomeTexts(double number) throws IOException {
    assertThat(
            texts(
                json -> {
                  JsonMembers.number(json, "a", number);
                  JsonMembers.number(json, "b", (float) number);
                  JsonMembers.plain(json, "c", Map.of("d", number));
                  JsonMembers.object(json, "e", new Use(1, number, 0));
                }))
        .containsExactly(
            Double.toString(number),
            Double.toString(number),
            Double.toString(number),
            Double.toString(number));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud800",
        "a\udc00b",
        "\udc00\ud800",
        "\ud83d\ude00",
        "\u0000\u0001\b\t\n\r\f\u001f\u007f\u0085\u2028\u2029",
        "\"\\/</script>",
        "\u00e4\u20ac\ufeff\uffff"
      })
  void anyTextCanBeReadBackAndHasNoLineEnds(String text) throws IOException {
    JsonObject object =
        json -> {
          JsonMembers.text(json, "a", text);
          JsonMembers.texts(json, "b", List.of(text));
          JsonMembers.plain(json, text, Map.of(text, text));
          JsonMembers.objects(json, "c", Map.of(text, new LastError("", "", text)));
        };
    assertThat(texts(object)).containsExactly(text, text, text, "", "", text);
    assertThat(JsonText.of(object)).doesNotContain("\n", "\r");
  }

  private static List<String> texts(JsonObject object) throws IOException {
    List<String> texts = new ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(JsonText.of(object))) {
      for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
        if (token == JsonToken.VALUE_STRING) {
          texts.add(parser.getText());
        }
      }
    }
    return texts;
  }
}
