package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FormatTest {

  @Test
  void numbersHaveToBeNumbersWithinTheirRange() {
    Format<Integer> format = Format.integer(1, 10);
    assertThat(format.parse(" 10 ")).contains(10);
    assertThat(format.parse("1")).contains(1);
    for (String bad : List.of("0", "11", "", " ", "1.0", "x", "NaN", "99999999999", "1\u0007")) {
      assertThat(format.parse(bad)).as(bad).isEmpty();
    }
    assertThat(Format.decimal(0, 1).parse("0.25")).contains(0.25);
    for (String bad : List.of("-0.01", "1.01", "NaN", "Infinity", "half")) {
      assertThat(Format.decimal(0, 1).parse(bad)).as(bad).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "yes", "on", "1", " On "})
  void yesHasSeveralSpellings(String text) {
    assertThat(Format.flag().parse(text)).contains(true);
  }

  @ParameterizedTest
  @ValueSource(strings = {"false", "False", "NO", "off", "0"})
  void soHasNo(String text) {
    assertThat(Format.flag().parse(text)).contains(false);
  }

  @Test
  void textIsPrintableAndBounded() {
    Format<String> format = Format.text(5);
    assertThat(format.parse(" aé€  ")).contains("aé€");
    for (String bad : List.of("123456", "a\u0000", "a\nb", "a\u0085b", "\ud800", "\u0007")) {
      assertThat(format.parse(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void aTokenIsFitForAHeader() {
    assertThat(Format.token(9).parse("rf_key-1~")).contains("rf_key-1~");
    for (String bad : List.of("a b", "a\nb", "é", "1234567890")) {
      assertThat(Format.token(9).parse(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void anAddressIsPlainHttp() {
    for (String good :
        List.of("http://h", "HTTPS://h:8443/a/b/", "http://[::1]:80", "http://127.0.0.1:1/x%20y")) {
      assertThat(Format.httpUrl().parse(good)).as(good).contains(URI.create(good));
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
      assertThat(Format.httpUrl().parse(bad)).as(bad).isEmpty();
    }
  }

  @Test
  void pathsAndListsOfPaths() {
    assertThat(Format.path().parse("/a/b%20c*")).contains("/a/b%20c*");
    for (String bad : List.of("a", "/a b", "/a?b", "/a#b", "//h/a", "/%zz", "/{x}", "/\u00e9")) {
      assertThat(Format.path().parse(bad)).as(bad).isEmpty();
    }
    Format<List<String>> list = Format.list(Format.path());
    assertThat(list.parse("/a, /b ,,/c")).contains(List.of("/a", "/b", "/c"));
    assertThat(list.parse(",")).contains(List.of());
    assertThat(list.parse("/a,b")).isEmpty();
    assertThat(list.parse(String.join(",", Collections.nCopies(257, "/a")))).isEmpty();
  }

  @Test
  void mapsAreNamesAndValues() {
    Format<Map<String, String>> map = Format.map(2);
    assertThat(map.parse("a=b, c = d=e ")).contains(Map.of("a", "b", "c", "d=e"));
    assertThat(map.parse(",")).contains(Map.of());
    for (String bad : List.of("a", "=b", "a=", " = b", "a= ", "a=b,c=d,e=f", "a=b\u0007")) {
      assertThat(map.parse(bad)).as(bad).isEmpty();
    }
  }
}
