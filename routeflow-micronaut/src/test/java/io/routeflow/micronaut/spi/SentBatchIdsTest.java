package io.routeflow.micronaut.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SentBatchIdsTest {

  private final SentBatchIds batches = new SentBatchIds();

  @Test
  void whatWasSentIsKnownAndNothingElse() {
    batches.sending("a");
    batches.sending("a");
    assertThat(batches.contains("a")).isTrue();
    assertThat(batches.contains("b")).isFalse();
  }

  @Test
  void theOldestIsForgottenWhereThereAreTooMany() {
    for (int i = 0; i <= SentBatchIds.MAX_KNOWN; i++) {
      batches.sending("batch-" + i);
    }
    assertThat(batches.contains("batch-0")).isFalse();
    assertThat(batches.contains("batch-1")).isTrue();
    assertThat(batches.contains("batch-" + SentBatchIds.MAX_KNOWN)).isTrue();
  }
}
