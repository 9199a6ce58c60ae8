package io.routeflow.micronaut.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SamplerTest {

  private static final long SEED = 20_260_101;
  private static final int IDS = 20_000;

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.1, 0.5, 0.9})
  void keepsItsShareOfRandomIds(double rate) {
    double kept = share(rate, randomIds());
    assertThat(kept).as("seed %d", SEED).isBetween(rate - 0.01, rate + 0.01);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.1, 0.5})
  void keepsItsShareOfIdsThatAreAlmostAlike(double rate) {
    assertThat(share(rate, countedIds())).isBetween(rate - 0.01, rate + 0.01);
  }

  @Test
  void decidesAlikeEverywhere() {
    for (String id : randomIds()) {
      assertThat(new Sampler(0.3, null).keeps(id))
          .isEqualTo(new Sampler(0.3, null).keeps(new String(id)));
    }
  }

  @Test
  void decidesOnAnIdAsOnItsText() {
    Sampler sampler = new Sampler(0.5, null);
    assertThat(randomIds()).allMatch(id -> sampler.keeps(UUID.fromString(id)) == sampler.keeps(id));
    assertThat(new Sampler(1, null).keeps(new UUID(0, 0))).isTrue();
    assertThat(new Sampler(0, null).keeps(new UUID(0, 0))).isFalse();
  }

  @Test
  void keepsAtAHigherRateWhatItKeepsAtALowerOne() {
    Sampler lower = new Sampler(0.2, null);
    Sampler higher = new Sampler(0.6, null);
    assertThat(randomIds().stream().filter(lower::keeps)).isNotEmpty().allMatch(higher::keeps);
  }

  @Test
  void keepsAllAtOneAndNoneAtZero() {
    assertThat(share(1, randomIds())).isEqualTo(1);
    assertThat(share(0, randomIds())).isZero();
    assertThat(new Sampler(1, null).keepsAll()).isTrue();
    assertThat(new Sampler(0.999, null).keepsAll()).isFalse();
  }

  @Test
  void withASecretKeepsAShareThatNoneCanForeseeWhoHasAnotherOne() {
    Sampler mine = new Sampler(0.5, "mine");
    List<String> kept = randomIds().stream().filter(mine::keeps).toList();
    assertThat((double) kept.size() / IDS).isBetween(0.48, 0.52);
    assertThat(kept).allMatch(new Sampler(0.5, "mine")::keeps);
    for (Sampler other : List.of(new Sampler(0.5, null), new Sampler(0.5, "theirs"))) {
      long common = kept.stream().filter(other::keeps).count();
      assertThat((double) common / kept.size()).isBetween(0.48, 0.52);
    }
    assertThat(randomIds()).allMatch(id -> mine.keeps(UUID.fromString(id)) == mine.keeps(id));
  }

  @ParameterizedTest
  @CsvSource({
    "0.5, 0.5,",
    "0.5, 0.1,",
    "0.1, 0.5,",
    "0.9, 0.9,",
    "0.01, 0.5,",
    "0.5, 0.5, secret",
    "0.2, 0.2, secret"
  })
  void aDestinationKeepsItsShareOfWhatIsLeftAndOfWhatIsNot(
      double rate, double share, @Nullable String secret) {
    Sampler all = new Sampler(rate, secret);
    Sampler destination = Sampler.ofDestination(share, secret);
    for (List<String> ids : List.of(randomIds(), countedIds())) {
      // what tail sampling keeps is of those that the rate for all has dropped
      for (boolean kept : List.of(true, false)) {
        List<String> left = ids.stream().filter(id -> all.keeps(id) == kept).toList();
        long taken = left.stream().filter(destination::keeps).count();
        double fourDeviations = 4 * Math.sqrt(share * (1 - share) / left.size());
        assertThat((double) taken / left.size())
            .isBetween(share - fourDeviations, share + fourDeviations);
      }
    }
  }

  @Test
  void ofTwoDestinationsTheOneWithTheHigherRateHasWhatTheOtherHas() {
    Sampler lower = Sampler.ofDestination(0.2, "mine");
    Sampler higher = Sampler.ofDestination(0.3, "mine");
    assertThat(randomIds().stream().filter(lower::keeps)).isNotEmpty().allMatch(higher::keeps);
    assertThat(randomIds()).allMatch(id -> lower.keeps(UUID.fromString(id)) == lower.keeps(id));
    Sampler open = Sampler.ofDestination(0.2, null);
    assertThat(randomIds()).allMatch(id -> open.keeps(UUID.fromString(id)) == open.keeps(id));
  }

  private static List<String> countedIds() {
    return Stream.iterate(0, i -> i + 1).limit(IDS).map(i -> "order-" + i).toList();
  }

  private static double share(double rate, List<String> ids) {
    Sampler sampler = new Sampler(rate, null);
    return (double) ids.stream().filter(sampler::keeps).count() / ids.size();
  }

  private static List<String> randomIds() {
    Random random = new Random(SEED);
    return Stream.generate(() -> new UUID(random.nextLong(), random.nextLong()).toString())
        .limit(IDS)
        .toList();
  }
}
