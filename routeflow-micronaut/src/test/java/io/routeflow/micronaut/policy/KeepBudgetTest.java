package io.routeflow.micronaut.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeepBudgetTest {

  private static final long SECOND = 1_000_000_000L;

  @Test
  void noSecondHasMoreThanTheBudgetWheneverTheTimesCome() {
    long seed = new Random().nextLong();
    Random random = new Random(seed);
    for (int max : new int[] {1, 2, 7, 50}) {
      KeepBudget budget = new KeepBudget(max);
      List<Long> kept = new ArrayList<>();
      long now = Long.MAX_VALUE - 5 * SECOND;
      for (int i = 0; i < 20_000; i++) {
        now += random.nextLong(SECOND / 40);
        if (budget.take(now)) {
          kept.add(now);
        }
      }
      for (int i = max; i < kept.size(); i++) {
        assertThat(kept.get(i) - kept.get(i - max))
            .as("seed %s", seed)
            .isGreaterThanOrEqualTo(SECOND);
      }
      assertThat(kept).as("seed %s", seed).hasSizeGreaterThan(max * 100);
    }
  }

  @Test
  void aStormTakesTheWholeBudgetAtOnceAndThenOneForEachThatHasPassed() {
    KeepBudget budget = new KeepBudget(2);
    assertThat(budget.take(0)).isTrue();
    assertThat(budget.take(10)).isTrue();
    assertThat(budget.take(SECOND - 1)).isFalse();
    assertThat(budget.take(SECOND)).isTrue();
    assertThat(budget.take(SECOND + 9)).isFalse();
    assertThat(budget.take(SECOND + 10)).isTrue();
  }

  @Test
  void aTimeThatIsEarlierThanTheLastBuysNothing() {
    KeepBudget budget = new KeepBudget(1);
    assertThat(budget.take(10 * SECOND)).isTrue();
    assertThat(budget.take(0)).isFalse();
    assertThat(budget.take(11 * SECOND)).isTrue();
  }

  @Test
  void ofNothingNothingIsKept() {
    assertThat(new KeepBudget(0).take(0)).isFalse();
  }
}
