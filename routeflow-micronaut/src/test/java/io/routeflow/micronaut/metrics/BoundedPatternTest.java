package io.routeflow.micronaut.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.PatternSyntaxException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class BoundedPatternTest {

  @Test
  void anAddressForWhichItTakesTooLongIsTheLastOneOfItsLength() throws Exception {
    BoundedPattern pattern = BoundedPattern.of("(.*)*x$");
    String hostile = "/" + "ab/".repeat(80);
    assertThat(pattern.isFoundInTarget(hostile.replace('b', 'x') + "x")).isTrue();
    assertThatThrownBy(() -> pattern.isFoundInTarget(hostile))
        .isInstanceOf(BoundedPattern.TooManySteps.class);

    assertThat(pattern.isFoundInTarget(hostile)).isFalse();
    assertThat(pattern.isFoundInTarget(hostile + "x")).as("longer").isFalse();
    assertThat(pattern.isFoundInTarget("/x")).as("shorter").isTrue();
    assertThat(pattern.isFoundIn(hostile + "x")).as("of the application").isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(?:(?:(?:){1000}){1000}){1000}",
        "(?:){2147483647}",
        "((a{9}){99}b|c){0,99}x",
        "(?x)(?:a{1000}) {1000}",
        "(?:[(]{101}){101}",
        "(?:(?:\\\\){101}){101}"
      })
  void whatIsRepeatedTooOftenIsNoExpression(String expression) {
    assertThat(Repetitions.most(expression)).isGreaterThan(Repetitions.LIMIT);
    assertThatThrownBy(() -> BoundedPattern.of(expression))
        .isInstanceOf(PatternSyntaxException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "(|)(|)(|)(|)(|)(|)(|)(|)(|)(|)$",
        "(?:(^|\\b)(|)){2}(^|$|)(|)(?<n>|)(|)(|)(|)(?:|)(?i:|)x",
        "()?()*()?()?()?()?()?()?()?(){0,1}$",
        "((|)(|)(|)(|)(|)|a)((|)(|)(|)(|)(|)|b)$"
      })
  void whatBranchesTooOftenWithoutALookAtTheTextIsNoExpression(String expression) {
    assertThatThrownBy(() -> BoundedPattern.of(expression))
        .isInstanceOf(PatternSyntaxException.class)
        .hasMessageContaining("empty branches");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          ^/(health|metrics|info)(/.*)?$         ; 1
          ^(/|)(a|b|)(c|d|)$                     ; 1
          (^|/)admin($|/)                        ; 1
          (^|$)                                  ; 2
          (?:^|\\A)(?i)x(|)                       ; 4
          [(|)]{3}(\\(\\|\\))                      ; 1
          \\Q(|)(|)\\E(?=a|b)(?<name>x|y)?         ; 1
          """)
  void branchesThatLookAtTheTextAreNotCounted(String expression, long ways) {
    assertThat(EmptyBranches.ways(expression)).isEqualTo(ways);
    assertThat(BoundedPattern.of(expression)).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      textBlock =
          """
          ^/orders/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$ ; 12
          (\\d{1,3}\\.){3}\\d{1,3}                             ; 9
          a{100}b{100}c{100}                                  ; 100
          [(]{5}[)]{7}                                        ; 7
          \\Q(a{99}\\E\\{99}{3}                                 ; 3
          (a|b{2,}){4,5}                                      ; 10
          .*/admin/.*                                         ; 1
          """)
  void repetitionsInGroupsAreMultiplied(String expression, long most) {
    assertThat(Repetitions.most(expression)).isEqualTo(most);
    assertThat(BoundedPattern.of(expression)).isNotNull();
  }
}
