package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeywordTableTest {

  @ParameterizedTest
  @ValueSource(strings = {"IN", "SELECT", "TRUNCATE", "IDENTIFIED", "STRAIGHT_JOIN"})
  void aKeywordIsFoundInEitherCase(String word) {
    assertThat(find(word).text()).isEqualTo(word);
    assertThat(find(word.toLowerCase(Locale.ROOT))).isSameAs(find(word));
  }

  /** The last eight characters of a word are what is compared at once. */
  @ParameterizedTest
  @ValueSource(strings = {"ENTIFIED", "xENTIFIED", "GHT_JOIN", "XTRUNCATE", "xIDENTIFIED"})
  void aWordThatOnlyEndsLikeAKeywordIsNone(String word) {
    assertThat(find(word)).isSameAs(Keyword.NONE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ſelect", "İN", "ŉN", "SELECTé", "ÍN", "INĀ", "1N", "O2"})
  void aWordWithOtherLettersIsNone(String word) {
    assertThat(find(word)).isSameAs(Keyword.NONE);
  }

  @Test
  void aLongWordIsFoundWhereverItStands() {
    String sql = "x IDENTIFIED y";
    Keyword expected = Keyword.IDENTIFIED;
    long packed = 0;
    for (int i = 2; i < 12; i++) {
      packed = KeywordTable.pack(packed, sql.charAt(i));
    }
    assertThat(KeywordTable.find(sql, 2, 12, packed)).isSameAs(expected);
  }

  private static Keyword find(String word) {
    // Its constants are looked up while it is initialised, so it comes first, as in the lexer.
    assertThat(Keyword.NONE.text()).isEmpty();
    return KeywordTable.find(word);
  }
}
