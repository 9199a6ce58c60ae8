package io.routeflow.micronaut.policy.masking;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

/**
 * What the tests of {@link TextMasker} share. {@code -Dsuite.masking.documents=n} says how many
 * texts, {@code -Dsuite.masking.seed=n} repeats a run.
 */
final class MaskingRun {

  static final long SEED = Long.getLong("suite.masking.seed", System.nanoTime());
  static final int TEXTS = Integer.getInteger("suite.masking.documents", 20_000);
  static final TextMasker MASKER = new TextMasker(MaskedNames.withDefaults(List.of()));

  private MaskingRun() {}

  /** Fails unless a text is masked so, and stays so where it is masked again. */
  static void masks(String text, String masked) {
    assertThat(MASKER.mask(text)).isEqualTo(masked);
    assertThat(MASKER.mask(masked)).as("masked again").isEqualTo(masked);
  }
}
