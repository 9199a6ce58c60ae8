package io.routeflow.micronaut.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

final class EventIdsTest {

  @Test
  void version7HasTheTimeTheVersionAndTheVariantInTheirPlaces() {
    UUID id = EventIds.version7(0x0199f0c27d1eL, -1, -1);
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(2);
    assertThat(id).hasToString("0199f0c2-7d1e-7fff-bfff-ffffffffffff");
    assertThat(EventIds.version7(0, 0, 0)).hasToString("00000000-0000-7000-8000-000000000000");
  }

  @Test
  void version4HasVersionAndVariant() {
    assertThat(EventIds.version4(-1, -1).version()).isEqualTo(4);
    assertThat(EventIds.version4(0, 0).variant()).isEqualTo(2);
  }

  @Test
  void aSpanIdIsNeverZero() {
    assertThat(EventIds.spanId(() -> 0)).isEqualTo(1);
    assertThat(EventIds.spanId(() -> 42)).isEqualTo(42);
  }
}
