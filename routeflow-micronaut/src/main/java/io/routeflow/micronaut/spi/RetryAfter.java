package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header: seconds or an HTTP date, in each of its three forms. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110, 10.2.3</a>
 * @since 0.1.0
 */
@Internal
public final class RetryAfter {

  private static final int MAX_DIGITS = 9;

  /** Stands for whatever is longer; those that wait have a limit of their own. */
  private static final Duration LONGEST = Duration.ofSeconds(999_999_999);

  private RetryAfter() {}

  /**
   * How long to wait. A date counts from that of the answer itself, so that a clock which is wrong
   * here, or is being set, makes no pause longer or shorter than the one that was asked for.
   *
   * @param header its value, if there is one
   * @param answered the {@code Date} of the same answer, if there is one
   * @param now what a date is compared with where the answer has none
   * @return {@code null} where the header says nothing that makes sense
   */
  public static @Nullable Duration parse(
      @Nullable String header, @Nullable String answered, Instant now) {
    String text = header == null ? "" : header.strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return seconds(text);
    }
    ZonedDateTime date = date(text);
    if (date == null) {
      return null;
    }
    ZonedDateTime from = answered == null ? null : date(answered.strip());
    Duration wait = Duration.between(from == null ? now : from.toInstant(), date.toInstant());
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  private static Duration seconds(String digits) {
    int first = 0;
    while (first < digits.length() - 1 && digits.charAt(first) == '0') {
      first++;
    }
    return digits.length() - first > MAX_DIGITS
        ? LONGEST
        : Duration.ofSeconds(Integer.parseInt(digits, first, digits.length(), 10));
  }

  private static @Nullable ZonedDateTime date(String text) {
    for (DateTimeFormatter form : Forms.ALL) {
      try {
        return ZonedDateTime.parse(text, form);
      } catch (DateTimeException e) {
        // perhaps in another one
      }
    }
    return null;
  }

  /** The usual form of a date, then the two obsolete ones; made when a date has come. */
  private static final class Forms {

    private static final LocalDate FIRST_YEAR = LocalDate.of(1970, 1, 1);

    private static final List<DateTimeFormatter> ALL =
        List.of(
            DateTimeFormatter.RFC_1123_DATE_TIME,
            new DateTimeFormatterBuilder()
                .appendPattern("EEEE, dd-MMM-")
                .appendValueReduced(ChronoField.YEAR, 2, 2, FIRST_YEAR)
                .appendPattern(" HH:mm:ss 'GMT'")
                .toFormatter(Locale.US)
                .withZone(ZoneOffset.UTC),
            DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss yyyy", Locale.US)
                .withZone(ZoneOffset.UTC));
  }
}
