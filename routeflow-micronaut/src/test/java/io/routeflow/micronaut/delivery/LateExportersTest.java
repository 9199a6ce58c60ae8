package io.routeflow.micronaut.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.spi.EventExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LateExportersTest {

  private static final Duration TICK = Duration.ofSeconds(5);

  private final List<Integer> triedAt = new ArrayList<>();
  private final Failing source = new Failing();

  @Test
  void isTriedWithTheNextTickThenAtIntervalsThatDoubleUpToFiveMinutes() {
    tick(300);
    assertThat(triedAt).startsWith(1, 3, 7, 15, 31, 63).contains(123, 183, 243);
  }

  @Test
  void isNotTriedWhereNoneIsMissing() {
    source.incomplete = false;
    assertThat(tick(100).areMissing()).isFalse();
    assertThat(triedAt).isEmpty();
  }

  @Test
  void isNotTriedAnyMoreOnceNoneIsMissing() {
    source.madeAt = 7;
    assertThat(tick(3).areMissing()).isTrue();
    triedAt.clear();
    assertThat(tick(100).areMissing()).isFalse();
    assertThat(triedAt).containsExactly(1, 3, 7);
  }

  private LateExporters tick(int times) {
    LateExporters late =
        new LateExporters(
            source, (name, exporter) -> null, lanes -> {}, new InternalErrors(() -> (s, e) -> {}));
    for (int i = 1; i <= times; i++) {
      source.now = i;
      late.tick(TICK);
    }
    return late;
  }

  private final class Failing implements LateExporters.Source {

    private int now;
    private int madeAt = Integer.MAX_VALUE;
    private boolean incomplete = true;

    @Override
    public boolean isIncomplete() {
      return incomplete;
    }

    @Override
    public Map<String, EventExporter> makeMissing() {
      triedAt.add(now);
      if (now >= madeAt) {
        incomplete = false;
        return Map.of();
      }
      throw new OutOfMemoryError("again");
    }
  }
}
