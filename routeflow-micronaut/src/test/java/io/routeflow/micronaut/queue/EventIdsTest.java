package io.routeflow.micronaut.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class EventIdsTest {

  private static final int RFC_9562 = 2;

  private final Random random = new Random(7);

  @Test
  void version7HoldsTheTime() {
    UUID id = EventIds.version7(0x0199f0c27d1eL, random.nextLong(), random.nextLong());
    assertThat(id.version()).isEqualTo(7);
    assertThat(id.variant()).isEqualTo(RFC_9562);
    assertThat(id.toString()).startsWith("0199f0c2-7d1e-7");
  }

  @Test
  void version7SortsByTime() {
    String earlier = EventIds.version7(1_000_000, -1, -1).toString();
    assertThat(EventIds.version7(1_000_001, 0, 0).toString()).isGreaterThan(earlier);
  }

  @Test
  void version4SaysSo() {
    for (long bits : new long[] {0, -1, random.nextLong()}) {
      UUID id = EventIds.version4(bits, bits);
      assertThat(id.version()).isEqualTo(4);
      assertThat(id.variant()).isEqualTo(RFC_9562);
    }
  }

  @Test
  void aSpanIdIsNeverZero() {
    RandomGenerator zero = () -> 0;
    assertThat(EventIds.spanId(zero)).isNotZero();
  }
}
