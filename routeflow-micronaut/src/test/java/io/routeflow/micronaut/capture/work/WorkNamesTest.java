package io.routeflow.micronaut.capture.work;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names are printable, bounded and never blank. */
final class WorkNamesTest {

  @Test
  void controlCharactersAreReplacedWhereverTheyStand() {
    assertThat(WorkNames.printable("\n\u001fa\tb\u0085\r")).isEqualTo("__a_b__");
    assertThat(WorkNames.printable("\u2028a\u2029")).isEqualTo("_a_");
  }

  @Test
  void whatTurnsTheTextAroundOrMeansNothingIsReplaced() {
    assertThat(WorkNames.printable("pay\u202egnp.exe")).isEqualTo("pay_gnp.exe");
    assertThat(WorkNames.printable("a\u2066b\ufeffc\u00add")).isEqualTo("a_b_c_d");
    assertThat(WorkNames.printable("a\ue000b\u0378c\ud800d")).isEqualTo("a_b_c_d");
    assertThat(WorkNames.printable("a" + Character.toString(0x10FFFD))).isEqualTo("a_");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\ud83d\udc69\u200d\ud83d\udcbb", // an emoji of two
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", // Persian
        "e\u0301 \u2013 \u20ac",
        "a b\u00a0c"
      })
  void whatIsWrittenWithJoinersAndMarksStays(String name) {
    assertThat(WorkNames.printable(name)).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u00a0", "\u3000\u2007", "\n\t", "\u2028", "\u200d\u200c"})
  void aBlankNameIsNone(String name) {
    assertThat(WorkNames.printable(name)).isEqualTo(WorkNames.UNNAMED);
  }

  @Test
  void spacesAroundItAreTakenAwayAndTheRestIsCutBetweenCharacters() {
    assertThat(WorkNames.printable("\u00a0 import \u3000")).isEqualTo("import");
    assertThat(WorkNames.printable("n".repeat(255) + "\ud83d\ude00")).isEqualTo("n".repeat(255));
  }
}
