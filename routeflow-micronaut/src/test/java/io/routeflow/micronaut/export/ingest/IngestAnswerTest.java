package io.routeflow.micronaut.export.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.ExportResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class IngestAnswerTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void everyTwoHundredIsAcceptance(int status) {
    assertThat(of(status)).isInstanceOf(ExportResult.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 599})
  void theseAreTriedAgain(int status) {
    assertThat(of(status))
        .isEqualTo(new ExportResult.Retry(DropReason.HTTP_5XX, "status " + status, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 409, 410, 422, 451, 499})
  void everyOtherFourHundredIsFinal(int status) {
    assertThat(of(status))
        .isEqualTo(new ExportResult.Rejected(DropReason.HTTP_4XX, "status " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void aRedirectIsFinal(int status) {
    assertThat(of(status))
        .isEqualTo(new ExportResult.Rejected(DropReason.REDIRECT, "status " + status));
  }

  @Test
  void fourThirteenAsksForHalves() {
    assertThat(of(413)).isEqualTo(new ExportResult.TooLarge(DropReason.HTTP_4XX, "status 413"));
  }

  @Test
  void retryAfterIsPassedOn() {
    assertThat(IngestAnswer.of(429, "17", NOW))
        .isEqualTo(
            new ExportResult.Retry(DropReason.HTTP_5XX, "status 429", Duration.ofSeconds(17)));
  }

  private static ExportResult of(int status) {
    return IngestAnswer.of(status, null, NOW);
  }
}
