package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * The {@code Retry-After} header: seconds or an HTTP date. Pure.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#field.retry-after">RFC 9110, 10.2.3</a>
 * @since 0.1.0
 */
@Internal
public final class RetryAfter {

  private static final int MAX_DIGITS = 9;

  private RetryAfter() {}

  /**
   * How long to wait.
   *
   * @param header its value, if there is one
   * @param now what a date is compared with
   * @return {@code null} where the header says nothing that makes sense
   */
  public static @Nullable Duration parse(@Nullable String header, Instant now) {
    String text = header == null ? "" : header.strip();
    if (text.isEmpty()) {
      return null;
    }
    if (text.chars().allMatch(c -> c >= '0' && c <= '9')) {
      return text.length() <= MAX_DIGITS ? Duration.ofSeconds(Long.parseLong(text)) : null;
    }
    try {
      Instant date = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(now, date);
      return wait.isNegative() ? Duration.ZERO : wait;
    } catch (DateTimeException e) {
      return null;
    }
  }
}
