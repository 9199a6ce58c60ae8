package io.routeflow.micronaut.export.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.spi.ExportResult;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StatusRulesTest {

  private static final StatusRules RULES =
      new StatusRules("routeflow.ingest-key", "routeflow.endpoint", "routeflow.ingest-path");
  private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202, 204, 299})
  void everyTwoHundredIsAcceptance(int status) {
    assertThat(of(status)).isInstanceOf(ExportResult.Accepted.class);
  }

  @ParameterizedTest
  @ValueSource(ints = {408, 429, 500, 502, 503, 504, 599, 999})
  void theseAreTriedAgain(int status) {
    assertThat(of(status))
        .isEqualTo(new ExportResult.Retry(DropReason.HTTP_5XX, "status " + status, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 42, 100, 101, 102, 103, 199})
  void whatIsNoFinalAnswerIsTriedAgain(int status) {
    assertThat(of(status))
        .isEqualTo(new ExportResult.Retry(DropReason.HTTP_5XX, "status " + status, null));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 409, 410, 422, 451, 499})
  void everyOtherFourHundredIsFinal(int status) {
    assertThat(of(status))
        .isEqualTo(new ExportResult.Rejected(DropReason.HTTP_4XX, "status " + status));
  }

  @ParameterizedTest
  @ValueSource(ints = {404, 405})
  void anAddressThatIsWrongIsFinalAndTheCauseNamesTheSettings(int status) {
    assertThat(of(status))
        .isEqualTo(
            new ExportResult.Rejected(
                DropReason.HTTP_4XX,
                "status " + status + ", check routeflow.endpoint and routeflow.ingest-path"));
  }

  @ParameterizedTest
  @ValueSource(ints = {401, 403})
  void aKeyThatIsWrongIsFinalAndTheCauseNamesTheSetting(int status) {
    assertThat(of(status))
        .isEqualTo(
            new ExportResult.Rejected(
                DropReason.HTTP_4XX, "status " + status + ", check routeflow.ingest-key"));
  }

  @ParameterizedTest
  @ValueSource(ints = {300, 301, 302, 303, 304, 307, 308})
  void aRedirectIsFinalAndTheCauseNamesTheSetting(int status) {
    assertThat(of(status))
        .isEqualTo(
            new ExportResult.Rejected(
                DropReason.REDIRECT,
                "status " + status + ", check routeflow.endpoint: redirects are not followed"));
  }

  @Test
  void fourThirteenAsksForHalves() {
    assertThat(of(413)).isEqualTo(new ExportResult.TooLarge(DropReason.HTTP_4XX, "status 413"));
  }

  @Test
  void retryAfterIsPassedOn() {
    assertThat(RULES.result(429, "17", null, NOW))
        .isEqualTo(
            new ExportResult.Retry(DropReason.HTTP_5XX, "status 429", Duration.ofSeconds(17)));
  }

  @Test
  void aDateInRetryAfterCountsFromThatOfTheAnswerWhateverTheTimeIsHere() {
    String now = "Fri, 20 Nov 2026 09:30:00 GMT";
    String later = "Fri, 20 Nov 2026 09:30:17 GMT";
    for (long hours : new long[] {-1, 0, 1}) {
      assertThat(RULES.result(503, later, now, NOW.plus(Duration.ofHours(hours))))
          .isEqualTo(
              new ExportResult.Retry(DropReason.HTTP_5XX, "status 503", Duration.ofSeconds(17)));
    }
  }

  private static ExportResult of(int status) {
    return RULES.result(status, null, null, NOW);
  }
}
