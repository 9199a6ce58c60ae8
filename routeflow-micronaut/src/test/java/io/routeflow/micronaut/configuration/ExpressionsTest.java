package io.routeflow.micronaut.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.convert.ConversionService;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A comma of a regular expression is not one between two of them. */
final class ExpressionsTest {

  private static final SettingType<List<String>> TYPE = SettingType.expressions(16);

  @Test
  void aCommaWithinAnExpressionDoesNotEndIt() {
    assertThat(read("^/a{1,2}$")).containsExactly("^/a{1,2}$");
    assertThat(read("^/b, [a,b] ,(c,d)+,e\\,f,,^/a{1,}$"))
        .containsExactly("^/b", "[a,b]", "(c,d)+", "e\\,f", "^/a{1,}$");
    assertThat(read("[](,{],x")).containsExactly("[](,{]", "x");
    assertThat(read("\\(,\\[,x")).containsExactly("\\(", "\\[", "x");
  }

  /** Which one is malformed is found out by those who compile it. */
  @Test
  void oneThatIsMalformedEndsAtItsFirstCommaAndCostsNoOther() {
    assertThat(read("^/a,(b,^/c$")).containsExactly("^/a", "(b", "^/c$");
    assertThat(read("x{1,y")).containsExactly("x{1", "y");
  }

  @Test
  void noneIsLookedForBeyondItsLength() {
    String tooLong = "(" + "a,".repeat(20) + ")";
    assertThat(read(tooLong)).startsWith("(a", "a").endsWith("a", ")");
  }

  /** Each try compiles an expression; all of them would be a minute here. */
  @Test
  @Timeout(20)
  void oneThatNeverEndsIsNotLookedForWithoutBound() {
    assertThat(Expressions.split("(,".repeat(50_000), 512)).hasSize(50_001);
  }

  @Test
  void aListIsNotDivided() {
    assertThat(TYPE.read(List.of("^/a{1,2}$", "(b"), ConversionService.SHARED))
        .containsExactly("^/a{1,2}$", "(b");
  }

  private static List<String> read(String text) {
    List<String> read = TYPE.read(text, ConversionService.SHARED);
    return read == null ? List.of() : read;
  }
}
