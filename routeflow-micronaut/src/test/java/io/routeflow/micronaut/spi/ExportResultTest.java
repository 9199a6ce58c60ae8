package io.routeflow.micronaut.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import io.routeflow.micronaut.event.DropReason;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class ExportResultTest {

  @Test
  void whatMayBeAcceptedLaterIsRetriedAndCountsAsAFailureOfTheDestination() {
    assertThat(ExportResult.retry("busy"))
        .isEqualTo(new ExportResult.Retry(DropReason.HTTP_5XX, "busy", null));
    assertThat(ExportResult.retryAfter("busy", Duration.ofSeconds(3)))
        .isEqualTo(new ExportResult.Retry(DropReason.HTTP_5XX, "busy", Duration.ofSeconds(3)));
  }

  @Test
  void whatWillNeverBeAcceptedCountsAsARefusal() {
    assertThat(ExportResult.rejected("unknown"))
        .isEqualTo(new ExportResult.Rejected(DropReason.HTTP_4XX, "unknown"));
    assertThat(ExportResult.tooLarge("over 1 MB"))
        .isEqualTo(new ExportResult.TooLarge(DropReason.HTTP_4XX, "over 1 MB"));
  }

  @Test
  @SuppressWarnings("NullAway") // as an exporter without the check may do
  void aDelayThatIsNotKnownIsAnErrorOfTheExporter() {
    assertThatNullPointerException().isThrownBy(() -> ExportResult.retryAfter("busy", null));
  }
}
