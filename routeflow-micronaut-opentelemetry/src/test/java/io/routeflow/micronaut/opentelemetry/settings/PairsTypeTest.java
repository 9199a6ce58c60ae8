package io.routeflow.micronaut.opentelemetry.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.convert.ConversionService;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Pairs as OpenTelemetry's variables have them, and its SDK reads them. */
final class PairsTypeTest {

  private static final PairsType PAIRS = new PairsType(2, 64);

  @Test
  void aPairWithoutAValueCostsNoOther() {
    assertThat(PAIRS.read("at-project-key=abc,team=", ConversionService.SHARED))
        .isEqualTo(Map.of("at-project-key", "abc"));
    assertThat(PAIRS.remark("at-project-key=abc,team="))
        .isEqualTo("left out: 1 pair without a value");
    assertThat(PAIRS.remark("team=,at-project-key=abc,stage="))
        .isEqualTo("left out: 2 pairs without a value");
    assertThat(new HeadersType(2).read("x-of=all, x-team =", ConversionService.SHARED))
        .isEqualTo(Map.of("x-of", "all"));
    assertThat(new HeadersType(2).remark("x-of=all, x-team ="))
        .isEqualTo("left out: 1 pair without a value");
  }

  /** As {@code Authorization=${TOKEN:}} is: an empty map would be sent without a line. */
  @Test
  void pairsThatAllLackTheirValueAreRefused() {
    for (Object bad :
        List.of("x-key=", "x-key= ,x-team=", Map.of("x-key", ""), List.of("x-key="))) {
      assertThat(PAIRS.read(bad, ConversionService.SHARED)).as("%s", bad).isNull();
      assertThat(new HeadersType(2).read(bad, ConversionService.SHARED)).as("%s", bad).isNull();
      assertThat(PAIRS.remark(bad)).as("%s", bad).isNull();
    }
    assertThat(PAIRS.read(",", ConversionService.SHARED)).isEmpty();
    assertThat(PAIRS.read(Map.of(), ConversionService.SHARED)).isEmpty();
  }

  @Test
  void ofTooManyTheFirstOnesHoldAndALineSaysSo() {
    String three = "a=1,none=,b=2,a=3,c=4";
    assertThat(PAIRS.read(three, ConversionService.SHARED)).isEqualTo(Map.of("a", "3", "b", "2"));
    assertThat(PAIRS.remark(three))
        .isEqualTo("left out: 1 pair without a value, what comes after the first 2");
    assertThat(new HeadersType(2).remark(three)).isEqualTo(PAIRS.remark(three));
    assertThat(PAIRS.remark("a=1,b=2")).isNull();
  }

  @Test
  void whatIsNoPairIsRefused() {
    for (String bad : new String[] {"a", "=1", "a=1,b", "", "a=1%0A"}) {
      assertThat(PAIRS.read(bad, ConversionService.SHARED)).as(bad).isNull();
    }
  }
}
