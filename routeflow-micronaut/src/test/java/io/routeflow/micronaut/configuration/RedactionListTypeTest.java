package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.convert.ConversionService;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RedactionListTypeTest {

  private static final RedactionListType TYPE = new RedactionListType(false);

  @Test
  void aTextIsSplitAtCommasOutsideQuotesBracketsAndBraces() {
    assertThat(
            RedactionListType.split(
                "$.a, $['b,c'] ,$[0,1],, $[\"d\\\",\"].e,$.f{1,2},$['\\',[', 'x'],$..g"))
        .containsExactly(
            "$.a", "$['b,c']", "$[0,1]", "$[\"d\\\",\"].e", "$.f{1,2}", "$['\\',[', 'x']", "$..g");
    assertThat(RedactionListType.split(" ")).isEmpty();
    assertThat(RedactionListType.split("$.a],$.b")).containsExactly("$.a]", "$.b");
    assertThat(RedactionListType.split("$['a, $.b")).containsExactly("$['a, $.b");
  }

  @Test
  void aListIsNotDividedAndEveryEntryIsKept() {
    assertThat(TYPE.read(List.of(" $.a,$.b ", "no\u0007path", ""), ConversionService.SHARED))
        .containsExactly("$.a,$.b", "no\u0007path");
  }

  @Test
  void whatIsNoListHasAnEntryThatFitsNothingSoThatItClosesWhatItIsFor() {
    assertThat(TYPE.read(Map.of("$.a", "$.b"), ConversionService.SHARED))
        .singleElement()
        .matches(RedactionListType::isNoEntry);
  }

  @Test
  void ofNamesThatAreToBeMaskedTheKeysOfAMapAreTakenAndThatIsRemarked() {
    RedactionListType names = new RedactionListType(true);
    Map<String, Object> map = Map.of("customer", Map.of("taxNumber", true));
    assertThat(names.read(map, ConversionService.SHARED)).containsExactly("customer", "taxNumber");
    assertThat(names.remark(map)).isEqualTo("the keys of the map are taken");
    assertThat(TYPE.remark(map)).contains("left out");
    assertThat(names.remark(List.of("customer"))).isNull();
  }

  @Test
  void soHasOneThatIsTooLong() {
    List<String> read = TYPE.read(Collections.nCopies(5_000, "$.a"), ConversionService.SHARED);
    assertThat(read).hasSize(4_097).last().matches(RedactionListType::isNoEntry);
  }

  @Test
  void nothingIsNotAccepted() {
    assertThat(TYPE.read("  ,", ConversionService.SHARED)).isNull();
  }
}
