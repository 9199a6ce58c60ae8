package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micronaut.core.convert.ConversionService;
import io.micronaut.core.value.MapPropertyResolver;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LenientReaderTest {

  private static final Setting<Integer> SIZE =
      Setting.of("size", SettingType.integer(1, 1_000_000), 5000, "Some size.");
  private static final Setting<String> KEY =
      Setting.optional("key", SettingType.token(1, 16), "Some key.").as(Setting.Exposure.SECRET);
  private static final Setting<Map<String, String>> TAGS =
      Setting.of("tags", SettingType.map(2), Map.<String, String>of(), "Some tags.")
          .showing("")
          .as(Setting.Exposure.UNQUOTED);
  private static final SettingGroup GROUP = SettingGroup.of("Sample", "", SIZE, KEY, TAGS);

  private final List<String> warnings = new ArrayList<>();
  private final Map<String, Object> inCode = new HashMap<>();
  private final Map<String, Object> properties = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();

  @Test
  void whatIsNotSetHasItsDefaultWithoutAWord() {
    SettingValues values = reader().read(GROUP);
    assertThat(values.get(SIZE)).isEqualTo(5000);
    assertThat(values.find(KEY)).isEmpty();
    assertThat(values.orNull(KEY)).isNull();
    assertThat(values.get(TAGS)).isEmpty();
    assertThat(warnings).isEmpty();
  }

  @Test
  void aBadValueIsNamedWithItsKeyWhatIsExpectedAndTheDefault() {
    properties.put("routeflow.size", "abc");
    assertThat(reader().read(GROUP).get(SIZE)).isEqualTo(5000);
    assertThat(warnings)
        .containsExactly(
            "Invalid value 'abc' for routeflow.size: expected an integer from 1 to 1000000;"
                + " using the default 5000");
  }

  @Test
  void aBadValueWithoutADefaultStaysUnset() {
    inCode.put("key", "two words");
    assertThat(reader().read(GROUP).find(KEY)).isEmpty();
    assertThat(warnings)
        .containsExactly(
            "Invalid value for routeflow.key: expected 1 to 16 visible ASCII characters without"
                + " spaces; leaving it unset");
  }

  @Test
  void eachBadValueIsLoggedOnceHoweverOftenItIsRead() {
    properties.put("routeflow.size", 0);
    LenientReader reader = reader();
    assertThat(reader.read(GROUP)).isSameAs(reader.read(GROUP));
    assertThat(warnings).hasSize(1);
  }

  @Test
  void aValueIsQuotedShortAndWithoutControlCharacters() {
    inCode.put("size", "a\r\nERROR all is lost " + "x".repeat(1000));
    SettingValues unused = reader().read(GROUP);
    assertThat(warnings)
        .singleElement()
        .asString()
        .contains("'a??ERROR all is lost ")
        .hasSizeLessThan(200);
  }

  @Test
  void whatMayHoldASecretIsNotQuoted() {
    inCode.put("key", "hunter2 x");
    inCode.put("tags", "hunter2");
    SettingValues unused = reader().read(GROUP);
    assertThat(warnings).hasSize(2).noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void codeWinsOverTheEnvironmentAndThatOverVariables() {
    SettingGroup group = GROUP.with(SIZE.or("FIRST").or("SECOND"));
    variables.put("SECOND", "2");
    assertThat(reader().read(group).get(SIZE)).isEqualTo(2);
    variables.put("FIRST", "1");
    assertThat(reader().read(group).get(SIZE)).isEqualTo(1);
    properties.put("routeflow.size", "3");
    assertThat(reader().read(group).get(SIZE)).isEqualTo(3);
    inCode.put("size", 4);
    assertThat(reader().read(group).get(SIZE)).isEqualTo(4);
  }

  @Test
  void aBlankKeyHidesNoVariable() {
    SettingGroup group = GROUP.with(SIZE.or("OTHER_SIZE"), KEY.or("OTHER_KEY"));
    properties.put("routeflow.size", " ");
    properties.put("routeflow.key", "");
    variables.put("OTHER_SIZE", "7");
    variables.put("OTHER_KEY", "hunter2");
    LenientReader reader = reader();
    assertThat(reader.read(group).get(SIZE)).isEqualTo(7);
    assertThat(reader.read(group).find(KEY)).contains("hunter2");
    assertThat(reader.isNamed(group, KEY.or("OTHER_KEY"))).isTrue();
    assertThat(reader.isSet(group, SIZE)).isFalse();
    assertThat(reader.isSet(group, KEY)).isFalse();
    assertThat(warnings).isEmpty();
  }

  /** As an address in place of a vendor's own: the telemetry must not go there then. */
  @Test
  void aBlankKeyHidesAVariableWhereItMeansSomething() {
    Setting<URI> address =
        Setting.of("address", SettingType.closedHttpUrl(), URI.create("http://vendor"), "Where.")
            .or("OTHER_ADDRESS");
    SettingGroup group = SettingGroup.of("Vendor", "", address);
    properties.put("routeflow.address", "");
    variables.put("OTHER_ADDRESS", "http://other");
    LenientReader reader = reader();
    assertThat(reader.read(group).get(address)).isEqualTo(UrlType.NOWHERE);
    assertThat(reader.isSet(group, address)).isTrue();
  }

  @Test
  void aBadVariableHidesNoOther() {
    SettingGroup group = GROUP.with(SIZE.or("FIRST").or("SECOND"));
    variables.put("FIRST", "soon");
    variables.put("SECOND", "2");
    assertThat(reader().read(group).get(SIZE)).isEqualTo(2);
    assertThat(warnings)
        .containsExactly(
            "Invalid value 'soon' for FIRST: expected an integer from 1 to 1000000; trying SECOND");
  }

  @Test
  void aBadKeyHasTheDefaultWhateverVariablesThereAre() {
    properties.put("routeflow.size", "abc");
    variables.put("FIRST", "1");
    assertThat(reader().read(GROUP.with(SIZE.or("FIRST"))).get(SIZE)).isEqualTo(5000);
    assertThat(warnings).singleElement().asString().endsWith("using the default 5000");
  }

  @Test
  void whatDecidesWhichBeansThereAreIsNotSetInCode() {
    Setting<Boolean> on = Setting.of("on", SettingType.beanSwitch(), true, "A switch.");
    SettingGroup group = SettingGroup.of("Switch", "part.", on);
    inCode.put("part.on", false);
    assertThat(reader().read(group).get(on)).isTrue();
    assertThat(warnings)
        .singleElement()
        .asString()
        .startsWith("routeflow.part.on has no effect in RouteflowOverrides");
    properties.put("routeflow.part.on", "no");
    assertThat(reader().read(group).get(on)).isFalse();
  }

  @Test
  void whatIsTakenFromElsewhereIsShownInWords() {
    Setting<Integer> bytes =
        Setting.optional("bytes", SettingType.integer(1, 9), "A bound.").showing("`a` share");
    LenientReader reader = reader();
    SettingValues unused = reader.read(SettingGroup.of("Bound", "", bytes));
    assertThat(reader.shown()).containsExactly(Map.entry("bytes", "a share"));
  }

  @ParameterizedTest
  @CsvSource({"3, 4", "' 0 ', 1", "'', 5000", "many, 5000", "2147483647, 5000"})
  void aVariableThatCountsOtherwiseIsTranslated(String text, int size) {
    SettingGroup group = GROUP.with(SIZE.or(new Setting.Fallback("RETRIES", 1)));
    variables.put("RETRIES", text);
    assertThat(reader().read(group).get(SIZE)).isEqualTo(size);
  }

  @Test
  void aBadVariableIsWarnedOfByItsOwnName() {
    variables.put("OTHER_SIZE", "x");
    SettingValues unused = reader().read(GROUP.with(SIZE.or("OTHER_SIZE")));
    assertThat(warnings).singleElement().asString().startsWith("Invalid value 'x' for OTHER_SIZE:");
  }

  @Test
  void aGroupUnderAPrefixHasItsOwnKeysAndDefaults() {
    properties.put("routeflow.size", "7");
    properties.put("routeflow.other.key", "secret");
    SettingGroup other = GROUP.under("Other", "other.").with(SIZE.withDefault(1));
    LenientReader reader = reader();
    assertThat(reader.read(GROUP).get(SIZE)).isEqualTo(7);
    assertThat(reader.read(other).get(SIZE)).isEqualTo(1);
    assertThat(reader.read(other).find(KEY)).contains("secret");
  }

  @Test
  void aTemplateIsReadByName() {
    properties.put("routeflow.things.blue.size", "7");
    SettingGroup things = GROUP.under("Things", "things.*.");
    LenientReader reader = reader();
    assertThat(reader.read(things.named("blue")).get(SIZE)).isEqualTo(7);
    assertThat(reader.read(things.named("red")).get(SIZE)).isEqualTo(5000);
    assertThatThrownBy(() -> reader.read(things)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void whatIsShownHasNoSecret() {
    properties.put("routeflow.key", "hunter2");
    properties.put("routeflow.other.size", 9);
    LenientReader reader = reader();
    for (SettingGroup group : List.of(GROUP, GROUP.under("Other", "other."))) {
      SettingValues unused = reader.read(group);
    }
    assertThat(reader.shown())
        .containsExactly(
            Map.entry("size", 5000),
            Map.entry("key", "(set)"),
            Map.entry("tags", Map.of()),
            Map.entry("other.size", 9),
            Map.entry("other.key", "(not set)"),
            Map.entry("other.tags", Map.of()));
  }

  private LenientReader reader() {
    return new LenientReader(
        new RawValues(inCode, new MapPropertyResolver(properties), variables),
        ConversionService.SHARED,
        warnings::add);
  }
}
