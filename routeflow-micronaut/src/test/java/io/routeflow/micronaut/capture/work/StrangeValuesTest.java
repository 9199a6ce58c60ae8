package io.routeflow.micronaut.capture.work;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.capture.payload.ValuePayloads;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.policy.BreadcrumbPolicy;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.TextMasker;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever value an application hands over, something bounded is kept of it, and nothing throws.
 */
final class StrangeValuesTest {

  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());
  private static final BreadcrumbPolicy POLICY =
      new BreadcrumbPolicy(50, NAMES, new TextMasker(NAMES));
  private static final int MAX_BYTES = 4_096;
  private static final int LONGEST_NUMBER = 320;

  private final ValuePayloads payloads = new ValuePayloads(NAMES, MAX_BYTES);

  /** By name: of some values the display name of a test could not be made. */
  static Set<String> names() {
    return StrangeValues.all().keySet();
  }

  private static Object value(String name) {
    return Objects.requireNonNull(StrangeValues.all().get(name));
  }

  @ParameterizedTest
  @MethodSource("names")
  void anAttributeIsAShortTextOrANumberThatJsonReadersTake(String name) {
    isPlain(AttributeRules.kept("name", value(name), POLICY), 256);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aBreadcrumbsDataAreAlike(String name) {
    Breadcrumb crumb = Breadcrumb.of("m").data("name", value(name));
    isPlain(crumb.data().get("name"), Breadcrumb.MAX_DATA_TEXT);
    isPlain(POLICY.masked(List.of(crumb)).get(0).data().get("name"), Breadcrumb.MAX_DATA_TEXT);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aPayloadIsBoundedOrSaysThatItIsLeftOut(String name) throws IOException {
    Payload payload = payloads.ofValue(value(name));
    if (payload.body() == null) {
      assertThat(payload.omitted()).isNotNull();
      return;
    }
    assertThat(payload.body().length()).isLessThanOrEqualTo(MAX_BYTES + 2);
    if (!payload.truncated()) {
      readWhole(payload.body());
    }
  }

  @Test
  void aMapOfAnyKeysIsReadAsFarAsItCanBe() {
    Map<Object, Object> keys = new LinkedHashMap<>();
    keys.put(4, 1);
    keys.put("k".repeat(100_000), 2);
    keys.put(null, 3);
    keys.put(new StrangeValues.Throws(new StackOverflowError("deliberate")), 4);
    @SuppressWarnings("unchecked")
    Map<String, Object> polluted = (Map<String, Object>) (Map<?, ?>) keys;
    Breadcrumb crumb = new Breadcrumb(Instant.EPOCH, "m", null, null, polluted);
    assertThat(crumb.data()).hasSize(3).containsEntry("4", 1);
    Breadcrumb changed =
        new Breadcrumb(Instant.EPOCH, "m", null, null, new StrangeValues.Changed());
    assertThat(changed.data()).isEqualTo(Map.of("n1", 1, "n2", 2, "n3", 3));
  }

  @Test
  void numbersOfUsualLengthStayNumbers() {
    for (Number number :
        List.of(
            new BigDecimal("12.50"),
            new BigDecimal("-1.7e307"),
            new BigDecimal("1e-300"),
            BigInteger.ONE.shiftLeft(1_022),
            Long.MIN_VALUE,
            Double.MAX_VALUE)) {
      assertThat(AttributeRules.kept("n", number, POLICY)).isEqualTo(number);
      assertThat(Breadcrumb.of("m").data("n", number).data()).containsEntry("n", number);
    }
    assertThat(AttributeRules.kept("n", new BigDecimal("1e1000000"), POLICY))
        .isEqualTo("1E+1000000");
  }

  @Test
  void valuesUnderMaskedNamesAreMaskedInWhatIsMadeOfCollections() {
    Map<String, Object> login = new LinkedHashMap<>();
    login.put("user", "ann");
    login.put("password", "canary one");
    login.put("note", List.of("token=canary two", Map.of("pin", "canary \"three\" canary")));
    for (Object value :
        List.of(login, List.of(login), new Object[] {login}, Map.entry("secret", "canary x"))) {
      assertThat(AttributeRules.kept("ctx", value, POLICY).toString()).doesNotContain("canary");
      Breadcrumb crumb = Breadcrumb.of("m").data("ctx", value);
      assertThat(POLICY.masked(List.of(crumb)).get(0).data().toString()).doesNotContain("canary");
      assertThat(payloads.ofValue(value).body()).doesNotContain("canary o").doesNotContain("y x");
    }
  }

  @Test
  void payloadsThatAreNoMapsAreMaskedByTheirNamesToo() {
    Collection<Map.Entry<String, String>> pairs = List.of(Map.entry("password", "canary"));
    assertThat(payloads.ofValue(pairs).body()).isEqualTo("[{\"password\":\"[MASKED]\"}]");
    assertThat(payloads.ofValue(new Login("ann", "canary")).body())
        .contains("ann")
        .doesNotContain("canary");
    assertThat(payloads.ofValue(new Object[] {Map.of("otp", "canary")}).body())
        .isEqualTo("[{\"otp\":\"[MASKED]\"}]");
    assertThat(payloads.ofValue(Path.of("a", "b")).body()).isEqualTo("\"a/b\"");
  }

  /** Their own text is the identity of an object. */
  @Test
  void arraysOfPrimitivesAreListsOfTheirElements() {
    Map<Object, String> arrays = new LinkedHashMap<>();
    arrays.put(new boolean[] {true, false}, "[true,false]");
    arrays.put(new short[] {1, -1}, "[1,-1]");
    arrays.put(new int[] {1, -1}, "[1,-1]");
    arrays.put(new long[] {1, -1}, "[1,-1]");
    arrays.put(new float[] {1.5f, -1}, "[1.5,-1.0]");
    arrays.put(new double[] {1.5, -1}, "[1.5,-1.0]");
    arrays.put(new int[0], "[]");
    arrays.forEach(
        (array, json) -> {
          assertThat(payloads.ofValue(array).body()).isEqualTo(json);
          assertThat(payloads.ofValue(Map.of("a", array)).body()).isEqualTo("{\"a\":" + json + "}");
          String text = json.replace("\"", "").replace(",", ", ");
          assertThat(AttributeRules.kept("n", array, POLICY)).isEqualTo(text);
          assertThat(AttributeRules.kept("n", Map.of("a", array), POLICY))
              .isEqualTo("{a=" + text + "}");
          Breadcrumb crumb = Breadcrumb.of("m").data("n", array);
          assertThat(POLICY.masked(List.of(crumb)).get(0).data()).containsEntry("n", text);
        });
    assertThat(payloads.ofValue(new double[] {Double.NaN}).body()).isEqualTo("[\"NaN\"]");
    assertThat(AttributeRules.kept("n", Map.of("pin", new int[] {4711}), POLICY).toString())
        .doesNotContain("4711");
  }

  /** Element by element nothing in them could be masked. */
  @Test
  void arraysOfCharactersAreTextsAndThoseOfBytesSayTheirLengthOnly() {
    char[] text = "password=canary".toCharArray();
    byte[] bytes = "password=canary".getBytes(StandardCharsets.UTF_8);
    assertThat(payloads.ofValue(Map.of("a", "ab".toCharArray())).body())
        .isEqualTo("{\"a\":\"ab\"}");
    assertThat(payloads.ofValue(text).body()).doesNotContain("canary").contains("[MASKED]");
    assertThat(payloads.ofValue(List.of(bytes)).body()).isEqualTo("[\"byte[15]\"]");
    assertThat(AttributeRules.kept("n", text, POLICY).toString()).isEqualTo("password=[MASKED]");
    assertThat(AttributeRules.kept("n", bytes, POLICY)).isEqualTo("byte[15]");
    assertThat(payloads.ofValue(Map.of("password", new char[] {'c'})).body())
        .isEqualTo("{\"password\":\"[MASKED]\"}");
  }

  @Test
  void aPayloadThatIsNestedTooDeepSaysThatItIsCut() {
    Object value = "end";
    for (int i = 0; i < 16; i++) {
      value = List.of(value);
    }
    assertThat(payloads.ofValue(value).body()).contains("end");
    assertThat(payloads.ofValue(value).truncated()).isFalse();
    Payload deeper = payloads.ofValue(Map.of("a", value, "pin", "canary"));
    assertThat(deeper.truncated()).isTrue();
    assertThat(deeper.body()).contains("…").doesNotContain("end").doesNotContain("canary");
  }

  private static void readWhole(String json) throws IOException {
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        parser.skipChildren();
      }
    }
  }

  private record Login(String user, String password) {}

  private static void isPlain(@Nullable Object kept, int maxText) {
    if (kept instanceof Number number) {
      assertThat(number.toString().length()).isLessThanOrEqualTo(LONGEST_NUMBER);
      assertThat(new BigDecimal(number.toString()).toPlainString().length()).isLessThan(1_400);
      assertThat(number.doubleValue()).isFinite();
    } else {
      assertThat(kept).isInstanceOf(String.class);
      assertThat(String.valueOf(kept).length()).isBetween(1, maxText);
    }
  }
}
