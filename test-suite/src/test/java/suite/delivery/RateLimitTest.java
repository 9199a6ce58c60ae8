package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.Routeflow;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

final class RateLimitTest {

  private static final String SPEC = "RateLimitTest";

  @Test
  void retryAfterInSecondsHoldsBackTheBatchThatGotItAndEveryOtherOne() {
    try (FakeIngest ingest = FakeIngest.start().answer(Answer.retryAfter(429, "1"));
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of("routeflow.max-events-per-batch", 1, "routeflow.retry-base-ms", 1))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Pings.send(application, 1);
      ingest.awaitRequests(1);
      await().until(() -> routeflow.stats().lastErrorAt() != null);
      Pings.send(application, 3);

      List<ReceivedBatch> attempts = ingest.awaitRequests(5);
      long told = attempts.get(0).receivedAt();
      assertThat(attempts.subList(1, 5))
          .allSatisfy(
              attempt ->
                  assertThat(attempt.receivedAt() - told)
                      .as("nanoseconds that passed, of which the endpoint had asked for a second")
                      .isGreaterThanOrEqualTo(Duration.ofMillis(990).toNanos()));
      assertThat(LedgerLaw.holdsAtRest(application, 4).sent()).isEqualTo(4);
    }
  }

  @Test
  void retryAfterMayBeADate() {
    ZonedDateTime date = ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(2);
    try (FakeIngest ingest = FakeIngest.start().answer(Answer.retryAfter(503, httpDate(date)));
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.retry-base-ms", 1))) {
      Pings.send(application, 1);

      ingest.awaitRequests(2);
      assertThat(Instant.now())
          .as("when the second attempt has come")
          .isAfterOrEqualTo(date.truncatedTo(ChronoUnit.SECONDS).toInstant());
      assertThat(LedgerLaw.holdsAtRest(application, 1).sent()).isEqualTo(1);
    }
  }

  @Test
  void aDateCountsFromThatOfTheAnswerWhereTheTwoClocksDiffer() {
    for (long hours : new long[] {-1, 1}) {
      ZonedDateTime there = ZonedDateTime.now(ZoneOffset.UTC).plusHours(hours);
      Answer answer =
          Answer.status(
              503, Map.of("Date", httpDate(there), "Retry-After", httpDate(there.plusSeconds(2))));
      try (FakeIngest ingest = FakeIngest.start().answer(answer);
          TestApplication application =
              Pings.start(ingest, SPEC, Map.of("routeflow.retry-base-ms", 1))) {
        Pings.send(application, 1);

        List<ReceivedBatch> attempts = ingest.awaitRequests(2);
        assertThat(attempts.get(1).receivedAt() - attempts.get(0).receivedAt())
            .as("nanoseconds that passed, of which the endpoint had asked for two seconds")
            .isGreaterThanOrEqualTo(Duration.ofMillis(1990).toNanos());
        assertThat(LedgerLaw.holdsAtRest(application, 1).sent()).isEqualTo(1);
      }
    }
  }

  private static String httpDate(ZonedDateTime date) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(date);
  }
}
