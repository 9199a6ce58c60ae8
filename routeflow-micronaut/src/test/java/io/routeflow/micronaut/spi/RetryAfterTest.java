package io.routeflow.micronaut.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {

  private static final Instant NOW = Instant.parse("2026-11-20T09:30:00Z");

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,1",
    "120,120",
    "' 7 ',7",
    "999999999,999999999",
    "0000000000120,120",
    "00,0"
  })
  void secondsAreSeconds(String header, long seconds) {
    assertThat(RetryAfter.parse(header, null, NOW)).isEqualTo(Duration.ofSeconds(seconds));
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000000000", "9999999999", "99999999999999999999", "01000000000"})
  void moreSecondsThanFitAreAVeryLongPauseAndNotNone(String header) {
    assertThat(RetryAfter.parse(header, null, NOW)).isEqualTo(Duration.ofSeconds(999_999_999));
  }

  @Test
  void aDateIsTheTimeUntilThen() {
    assertThat(RetryAfter.parse("Fri, 20 Nov 2026 09:30:45 GMT", null, NOW))
        .isEqualTo(Duration.ofSeconds(45));
    assertThat(RetryAfter.parse("Fri, 20 Nov 2026 09:29:00 GMT", null, NOW)).isZero();
    assertThat(RetryAfter.parse("Friday, 20-Nov-26 09:30:45 GMT", null, NOW))
        .isEqualTo(Duration.ofSeconds(45));
    assertThat(RetryAfter.parse("Sunday, 06-Nov-94 08:49:37 GMT", null, NOW)).isZero();
    assertThat(RetryAfter.parse("Fri Nov 20 09:30:45 2026", null, NOW))
        .isEqualTo(Duration.ofSeconds(45));
    assertThat(RetryAfter.parse("Sun Nov  6 08:49:37 1994", null, NOW)).isZero();
  }

  @Test
  void aDateCountsFromThatOfTheAnswerIfItHasOneThatMakesSense() {
    String date = "Fri, 20 Nov 2026 09:30:45 GMT";
    assertThat(RetryAfter.parse(date, "Fri, 20 Nov 2026 09:30:30 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(15));
    assertThat(RetryAfter.parse(date, "Fri, 20 Nov 2026 10:30:00 GMT", NOW)).isZero();
    assertThat(RetryAfter.parse(date, "yesterday", NOW)).isEqualTo(Duration.ofSeconds(45));
    assertThat(RetryAfter.parse("7", "Fri, 20 Nov 2026 10:30:00 GMT", NOW))
        .isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(
      strings = {
        "  ",
        "soon",
        "-1",
        "1.5",
        "1e9",
        "\u0661\u0662",
        "Fri, 99 Nov 2026 09:30:45 GMT",
        "2026-11-20T09:30:45Z"
      })
  void nonsenseSaysNothing(String header) {
    assertThat(RetryAfter.parse(header, null, NOW)).isNull();
  }
}
