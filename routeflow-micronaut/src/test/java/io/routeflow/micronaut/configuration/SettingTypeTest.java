package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.convert.ConversionService;
import io.routeflow.micronaut.event.EventPartName;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingTypeTest {

  private static final Set<Object> NO_SCALARS = Set.of(List.of(1), Map.of("a", 1));

  private enum Protocol {
    GRPC,
    HTTP {
      @Override
      public String toString() {
        return "http/protobuf";
      }
    }
  }

  @Test
  void numbersHaveToBeNumbersWithinTheirRange() {
    SettingType<Integer> type = SettingType.integer(1, 10);
    assertThat(type.expected()).isEqualTo("an integer from 1 to 10");
    assertThat(read(type, " 10 ")).contains(10);
    assertThat(read(type, "1")).contains(1);
    assertThat(read(type, 7)).contains(7);
    assertThat(read(type, 7L)).contains(7);
    for (Object bad :
        List.of("0", "11", "", " ", "1.0", "x", "NaN", "99999999999", "1\u0007", 11, 1.5, true)) {
      assertThat(read(type, bad)).as("%s", bad).isEmpty();
    }
  }

  @Test
  void aNumberTooLargeForItsTypeIsNotCutToFit() {
    // the lower 32 bits of this are 5
    assertThat(read(SettingType.integer(1, 10), (1L << 32) + 5)).isEmpty();
    assertThat(read(SettingType.bytes(1, 1L << 40), 1L << 33)).contains(1L << 33);
  }

  @Test
  void sharesAreNumbersFromZeroToOne() {
    SettingType<Double> type = SettingType.decimal(0, 1);
    assertThat(type.expected()).isEqualTo("a number from 0 to 1");
    assertThat(read(type, "0.25")).contains(0.25);
    assertThat(read(type, 1)).contains(1.0);
    for (Object bad : List.of("-0.01", "1.01", "NaN", "Infinity", "half", Double.NaN)) {
      assertThat(read(type, bad)).as("%s", bad).isEmpty();
    }
  }

  @Test
  void durationsAreMilliseconds() {
    SettingType<Duration> type = SettingType.milliseconds(10, 1000);
    assertThat(read(type, "250")).contains(Duration.ofMillis(250));
    assertThat(type.shown(Duration.ofMillis(250))).isEqualTo(250L);
    for (Object bad : List.of("9", "1001", "1s", "PT1S")) {
      assertThat(read(type, bad)).as("%s", bad).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "yes", "on", "1", " On "})
  void yesHasSeveralSpellings(String text) {
    assertThat(read(SettingType.flag(), text)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "NO", "off", "0"})
  void soHasNo(String text) {
    assertThat(read(SettingType.flag(), text)).contains(false);
  }

  @ParameterizedTest
  @ValueSource(strings = {"treu", "2", "", "y", "null"})
  void textThatIsNeitherIsNotTakenForANo(String text) {
    assertThat(read(SettingType.flag(), text)).isEmpty();
  }

  @Test
  void textIsPrintableAndBounded() {
    SettingType<String> type = SettingType.text(5);
    assertThat(read(type, " aé€  ")).contains("aé€");
    assertThat(read(type, 4711)).contains("4711");
    for (String bad : List.of("123456", "a\u0000", "a\nb", "a\u0085b", "\ud800", "\u0007")) {
      assertThat(read(type, bad)).as(bad).isEmpty();
    }
  }

  @Test
  void aTokenIsFitForAHeader() {
    SettingType<String> type = SettingType.token(2, 9);
    assertThat(read(type, "rf_key-1~")).contains("rf_key-1~");
    for (String bad : List.of("a b", "a\nb", "éé", "1234567890", "1")) {
      assertThat(read(type, bad)).as(bad).isEmpty();
    }
  }

  @Test
  void aHeaderWhoseValueIsShownIsNoneThatHoldsASecret() {
    SettingType<String> open = SettingType.openHeaderName();
    for (String good :
        List.of("X-Request-Id", "x-shippin", "x-session-id", "x_key", "x-tokenized")) {
      assertThat(read(open, good)).as(good).contains(good.toLowerCase(Locale.ROOT));
    }
    for (String bad :
        List.of("X-Auth-Token", "XCSRFToken", "x-pin", "x_jwt", "pin.x", "my.otp", "Cookie2")) {
      assertThat(read(open, bad)).as(bad).isEmpty();
      assertThat(read(SettingType.headerName(), bad)).as(bad).isPresent();
    }
    for (String none : List.of("x:trace", "(x)", "Content-Length")) {
      assertThat(read(open, none)).as(none).isEmpty();
      assertThat(read(SettingType.headerName(), none)).as(none).isEmpty();
    }
    for (String masked : MaskedNames.DEFAULT) {
      assertThat(read(open, masked)).as(masked).isEmpty();
      assertThat(read(open, "X-" + masked)).as(masked).isEmpty();
    }
  }

  @Test
  void aChoiceIsOneOfItsTexts() {
    SettingType<Protocol> type = SettingType.choice(Protocol.class);
    assertThat(type.expected()).isEqualTo("one of grpc, http/protobuf");
    assertThat(read(type, " Grpc ")).contains(Protocol.GRPC);
    assertThat(read(type, "http/protobuf")).contains(Protocol.HTTP);
    assertThat(type.shown(Protocol.HTTP)).isEqualTo("http/protobuf");
    for (String bad : List.of("", "http", "grpc,http/protobuf", "grpc\u0007")) {
      assertThat(read(type, bad)).as(bad).isEmpty();
    }
  }

  @Test
  void theCaseOfASchemeMeansNothing() {
    assertThat(read(SettingType.httpUrl(), "HTTPS://Host:8443/A"))
        .map(URI::toString)
        .contains("https://Host:8443/A");
  }

  @Test
  void anAddressIsPlainHttp() {
    for (String good :
        List.of("http://h", "HTTPS://h:8443/a/b/", "http://[::1]:80", "http://127.0.0.1:1/x%20y")) {
      assertThat(read(SettingType.httpUrl(), good)).as(good).contains(URI.create(good));
    }
    for (String bad :
        List.of(
            "h",
            "ftp://h",
            "http://",
            "http:///x",
            "http://u@h",
            "http://h?q",
            "http://h#f",
            "http://h:0",
            "http://h:65536",
            "http://a b",
            "//h/x",
            "http://h_h/")) {
      assertThat(read(SettingType.httpUrl(), bad)).as(bad).isEmpty();
    }
  }

  @Test
  void anAddressIsShownWithoutItsPathWhichMayHoldAKey() {
    SettingType<URI> type = SettingType.httpUrl();
    assertThat(type.shown(URI.create("https://h:8443/in/s3cret"))).isEqualTo("https://h:8443/…");
    assertThat(type.shown(URI.create("https://h/"))).isEqualTo("https://h");
    assertThat(type.shown(URI.create("http://h"))).isEqualTo("http://h");
  }

  @Test
  void pathsAndListsOfPaths() {
    assertThat(read(SettingType.path(), "/a/b%20c*")).contains("/a/b%20c*");
    for (String bad : List.of("a", "/a b", "/a?b", "/a#b", "//h/a", "/%zz", "/{x}", "/\u00e9")) {
      assertThat(read(SettingType.path(), bad)).as(bad).isEmpty();
    }
    SettingType<List<String>> list = SettingType.list(SettingType.path());
    assertThat(read(list, "/a, /b ,,/c")).contains(List.of("/a", "/b", "/c"));
    assertThat(read(list, List.of("/a", "/b"))).contains(List.of("/a", "/b"));
    assertThat(read(list, List.of())).contains(List.of());
    assertThat(read(list, ",")).contains(List.of());
    assertThat(list.remark("/a, /b ,,/c")).isNull();
    assertThat(read(list, "a,b")).isEmpty();
    assertThat(read(list, String.join(",", Collections.nCopies(256, "/a"))))
        .hasValueSatisfying(paths -> assertThat(paths).hasSize(256));
  }

  @Test
  void anEntryThatIsNotAcceptedCostsNoOther() {
    SettingType<List<String>> list = SettingType.list(SettingType.path());
    assertThat(read(list, "/a,,b,/c,d")).contains(List.of("/a", "/c"));
    assertThat(list.remark("/a,,b,/c,d")).isEqualTo("left out: entry 3, 5");
    assertThat(read(list, List.of("/a", Map.of("b", 1)))).contains(List.of("/a"));
    assertThat(list.remark(List.of("/a", Map.of("b", 1)))).isEqualTo("left out: entry 2");
    String many = String.join(",", Collections.nCopies(300, "/a"));
    assertThat(read(list, many)).hasValueSatisfying(paths -> assertThat(paths).hasSize(256));
    assertThat(list.remark(many))
        .isEqualTo("left out: entry 257, 258, 259, 260, 261, 262, 263, 264");
  }

  @Test
  void withAPartThatCannotBeReadAllAreLeftOut() {
    SettingType<List<EventPartName>> parts = SettingType.leftOutParts();
    assertThat(read(parts, "request, external-calls,external_calls"))
        .contains(List.of(EventPartName.REQUEST, EventPartName.EXTERNAL_CALLS));
    assertThat(read(parts, List.of("SQL", "", "auth")))
        .contains(List.of(EventPartName.SQL, EventPartName.AUTH));
    assertThat(parts.remark("request,response")).isNull();
    assertThat(read(parts, ",")).contains(List.of());
    assertThat(read(parts, " ")).isEmpty();
    for (Object bad :
        List.of("request,reponse", "calls", List.of("request", "x"), Map.of("request", true))) {
      assertThat(read(parts, bad)).as("%s", bad).contains(List.of(EventPartName.values()));
      assertThat(parts.remark(bad)).isEqualTo("all parts are left out");
    }
    String all = parts.shown(List.of(EventPartName.values())).toString().replaceAll("[\\[\\]]", "");
    assertThat(read(parts, all)).contains(List.of(EventPartName.values()));
    assertThat(parts.remark(all)).isNull();
  }

  @Test
  void anAddressThatIsNoneIsNowhereAndNotTheDefault() {
    SettingType<URI> closed = SettingType.closedHttpUrl();
    assertThat(read(closed, "https://h/x")).contains(URI.create("https://h/x"));
    assertThat(closed.remark("https://h/x")).isNull();
    for (Object bad : List.of("h:8080", "https://u@h", List.of("https://h"), "${X}\0")) {
      assertThat(read(closed, bad)).as("%s", bad).contains(UrlType.NOWHERE);
      assertThat(closed.remark(bad)).isEqualTo("nothing is sent there");
    }
    assertThat(read(closed, " "))
        .as("a variable that is not set: no reason to send elsewhere")
        .contains(UrlType.NOWHERE);
    assertThat(closed.shown(UrlType.NOWHERE)).isEqualTo("");
  }

  @Test
  void aPatternHasStarsAtItsEndOnly() {
    for (String good : List.of("/", "/a", "/a*", "/a/**", "/*")) {
      assertThat(read(SettingType.pathPattern(), good)).as(good).contains(good);
    }
    for (String bad : List.of("*", "/a/*/b", "/*.js", "/**/a*", "a*", "/a?*")) {
      assertThat(read(SettingType.pathPattern(), bad)).as(bad).isEmpty();
    }
  }

  @Test
  void mapsAreNamesAndValues() {
    SettingType<Map<String, String>> map = SettingType.map(2);
    assertThat(read(map, "a=b, c = d=e ")).contains(Map.of("a", "b", "c", "d=e"));
    assertThat(read(map, Map.of("a", 1))).contains(Map.of("a", "1"));
    assertThat(read(map, List.of("a=b"))).contains(Map.of("a", "b"));
    assertThat(read(map, ",")).contains(Map.of());
    for (String bad : List.of("a", "=b", "a=", " = b", "a= ", "a=b,c=d,e=f", "a=b\u0007")) {
      assertThat(read(map, bad)).as(bad).isEmpty();
    }
  }

  @Test
  void noScalarIsReadFromAListOrAMap() {
    for (SettingType<?> type :
        List.of(
            SettingType.integer(0, 9),
            SettingType.decimal(0, 1),
            SettingType.milliseconds(0, 9),
            SettingType.flag(),
            SettingType.text(9),
            SettingType.choice(Protocol.class),
            SettingType.httpUrl(),
            SettingType.path())) {
      assertThat(NO_SCALARS).allSatisfy(value -> assertThat(read(type, value)).isEmpty());
    }
  }

  private static <T> Optional<T> read(SettingType<T> type, Object value) {
    return Optional.ofNullable(type.read(value, ConversionService.SHARED));
  }
}
