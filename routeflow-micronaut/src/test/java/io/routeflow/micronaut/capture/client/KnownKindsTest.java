package io.routeflow.micronaut.capture.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Calls of the same kind share what says so, however many kinds there are. */
final class KnownKindsTest {

  private final KnownKinds kinds = new KnownKinds();

  @Test
  void anEqualCallNeedsNothingOfItsOwn() {
    CallKind first = kinds.of("a.example", 8080, false, "GET", null);
    assertThat(kinds.of("a.example", 8080, false, "GET", null)).isSameAs(first);
    assertThat(first)
        .isEqualTo(new CallKind(new CallTarget("a.example", 8080, false), "GET", null, null));
  }

  @Test
  void whateverDiffersIsAnotherKind() {
    CallKind kind = kinds.of("a.example", 0, true, "GET", null);
    assertThat(kinds.of("b.example", 0, true, "GET", null)).isNotEqualTo(kind);
    assertThat(kinds.of("a.example", 1, false, "GET", null)).isNotEqualTo(kind);
    assertThat(kinds.of("a.example", 0, true, "PUT", null)).isNotEqualTo(kind);
    assertThat(kinds.of("a.example", 443, true, "GET", null).target().port()).isEqualTo(443);
    assertThat(kinds.of("a.example", 443, false, "GET", null)).isNotEqualTo(kind);
    assertThat(kinds.of("a.example", 0, true, "GET", "orders")).isNotEqualTo(kind);
    assertThat(kinds.of("a.example", 0, true, "GET", null)).isEqualTo(kind);
  }

  @Test
  void moreKindsThanThereIsRoomForAreStillTheirOwn() {
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < 1_000; i++) {
        CallKind kind = kinds.of("host" + i, i % 3, i % 3 == 0, "GET", null);
        assertThat(kind.target()).isEqualTo(new CallTarget("host" + i, i % 3, i % 3 == 0));
      }
    }
  }

  @Test
  void aHostIsKeptInLowerCase() {
    assertThat(kinds.of("A.Example", 0, true, "GET", null).target().host()).isEqualTo("a.example");
    assertThat(kinds.of("a.example", 0, true, "GET", null).target().host()).isEqualTo("a.example");
  }
}
