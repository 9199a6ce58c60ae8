package io.routeflow.micronaut.capture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cases of the W3C recommendation "Trace Context", level 1. */
final class TraceParentTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String PARENT = "00f067aa0ba902b7";
  private static final String VALID = "00-" + TRACE + "-" + PARENT + "-01";

  @Test
  void readsBothIds() {
    assertThat(TraceParent.parse(VALID)).isEqualTo(new TraceParent(TRACE, 0x00f067aa0ba902b7L, 1));
  }

  @Test
  void readsAParentIdThatFillsAllBits() {
    TraceParent parsed = TraceParent.parse("00-" + TRACE + "-ffffffffffffffff-00");
    assertThat(parsed).isEqualTo(new TraceParent(TRACE, -1, 0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "cc-" + TRACE + "-" + PARENT + "-01",
        "01-" + TRACE + "-" + PARENT + "-01-what-the-future-holds",
        "cc-" + TRACE + "-" + PARENT + "-ff-"
      })
  void acceptsAVersionFromTheFuture(String header) {
    assertThat(TraceParent.parse(header))
        .extracting(TraceParent::traceId, TraceParent::parentId)
        .containsExactly(TRACE, 0x00f067aa0ba902b7L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "00",
        "ff-" + TRACE + "-" + PARENT + "-01",
        "00-00000000000000000000000000000000-" + PARENT + "-01",
        "00-" + TRACE + "-0000000000000000-01",
        "00-4BF92F3577B34DA6A3CE929D0E0E4736-" + PARENT + "-01",
        "00-" + TRACE + "-" + PARENT + "-0",
        "00-" + TRACE + "-" + PARENT + "-0x",
        "00-" + TRACE + "-" + PARENT,
        "00-" + TRACE + "-" + PARENT + "-01-more",
        "01-" + TRACE + "-" + PARENT + "-01.more",
        "00_" + TRACE + "_" + PARENT + "_01",
        "0-" + TRACE + "-" + PARENT + "-001",
        " 00-" + TRACE + "-" + PARENT + "-1",
        "00-" + TRACE + "-00f067aa0ba902b\u0667-01"
      })
  void ignoresWhatIsInvalid(String header) {
    assertThat(TraceParent.parse(header)).isNull();
  }

  @Test
  void ignoresWhatIsMissingOrEndless() {
    assertThat(TraceParent.parse(null)).isNull();
    assertThat(TraceParent.parse("01" + VALID.substring(2) + "-" + "x".repeat(300))).isNull();
  }

  @Test
  void isWrittenAsItWasRead() {
    assertThat(TraceParent.parse(VALID)).hasToString(VALID);
    assertThat(new TraceParent(TRACE, -2, 2)).hasToString("00-" + TRACE + "-fffffffffffffffe-02");
  }

  @Test
  void keepsNoFlagThatIsNotDefined() {
    TraceParent parsed = TraceParent.parse("00-" + TRACE + "-" + PARENT + "-ff");
    assertThat(parsed).hasToString("00-" + TRACE + "-" + PARENT + "-03");
  }
}
