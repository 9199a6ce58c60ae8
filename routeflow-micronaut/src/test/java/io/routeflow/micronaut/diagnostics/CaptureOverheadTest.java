package io.routeflow.micronaut.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class CaptureOverheadTest {

  private final CaptureOverhead cost = new CaptureOverhead();

  @Test
  void nothingMeasuredCostsNothing() {
    assertThat(cost.requests()).isZero();
    assertThat(cost.nanosPerRequest(0.5)).isZero();
  }

  @Test
  void aRequestCostsTheSumOfItsParts() {
    for (long nanos = 1; nanos <= 99; nanos++) {
      cost.add(CaptureOverhead.Part.OPEN, 1000 * nanos);
      cost.add(CaptureOverhead.Part.CLOSE, nanos);
    }
    assertThat(cost.requests()).isEqualTo(99);
    assertThat(cost.nanosPerRequest(0.5)).isEqualTo(50_050);
    assertThat(cost.nanosPerRequest(1)).isEqualTo(99_099);
  }

  @Test
  void onlyTheLatestRequestsCount() {
    cost.add(CaptureOverhead.Part.OPEN, Long.MAX_VALUE / 4);
    for (int i = 0; i < CaptureOverhead.SAMPLES; i++) {
      cost.add(CaptureOverhead.Part.OPEN, 7);
    }
    assertThat(cost.nanosPerRequest(1)).isEqualTo(7);
  }
}
