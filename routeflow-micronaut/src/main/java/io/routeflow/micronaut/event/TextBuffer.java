package io.routeflow.micronaut.event;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;

/**
 * Writes ids, times and numbers as text without making a string of each. For one thread at a time.
 */
@Internal
public final class TextBuffer {

  private static final int MAX_TEXT = 40;
  private static final char[] HEX = "0123456789abcdef".toCharArray();
  private static final long MILLIS_PER_DAY = 86_400_000L;

  private final char[] text = new char[MAX_TEXT];

  /** {@code 8-4-4-4-12} lower-case hexadecimal digits. */
  public void writeUuid(JsonGenerator json, UUID id) throws IOException {
    long high = id.getMostSignificantBits();
    long low = id.getLeastSignificantBits();
    int end = hex(high >>> 32, 8, 0);
    end = hex(high >>> 16, 4, dash(end));
    end = hex(high, 4, dash(end));
    end = hex(low >>> 48, 4, dash(end));
    end = hex(low, 12, dash(end));
    json.writeString(text, 0, end);
  }

  /** 16 lower-case hexadecimal digits. */
  public void writeSpanId(JsonGenerator json, long id) throws IOException {
    json.writeString(text, 0, hex(id, 16, 0));
  }

  /** {@code yyyy-MM-ddTHH:mm:ss.SSSZ}; years 0 to 9999. */
  public void writeInstant(JsonGenerator json, Instant instant) throws IOException {
    long millis = instant.toEpochMilli();
    int end = date(Math.floorDiv(millis, MILLIS_PER_DAY));
    text[end++] = 'T';
    int ofDay = (int) Math.floorMod(millis, MILLIS_PER_DAY);
    end = digits(ofDay / 3_600_000, 2, end);
    text[end++] = ':';
    end = digits(ofDay / 60_000 % 60, 2, end);
    text[end++] = ':';
    end = digits(ofDay / 1000 % 60, 2, end);
    text[end++] = '.';
    end = digits(ofDay % 1000, 3, end);
    text[end++] = 'Z';
    json.writeString(text, 0, end);
  }

  /** Milliseconds with three decimals, from nanoseconds that are not negative. */
  public void writeMillis(JsonGenerator json, long nanos) throws IOException {
    long micros = nanos / 1000;
    long millis = micros / 1000;
    int end = digits(millis, lengthOf(millis), 0);
    text[end++] = '.';
    end = digits(micros % 1000, 3, end);
    json.writeNumber(text, 0, end);
  }

  /** The civil date of a day since 1970, by the era arithmetic of the proleptic calendar. */
  private int date(long epochDay) {
    long shifted = epochDay + 719_468;
    long era = Math.floorDiv(shifted, 146_097L);
    long dayOfEra = shifted - era * 146_097;
    long yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
    long dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
    long fromMarch = (5 * dayOfYear + 2) / 153;
    long month = fromMarch < 10 ? fromMarch + 3 : fromMarch - 9;
    int end = digits(yearOfEra + era * 400 + (month <= 2 ? 1 : 0), 4, 0);
    end = digits(month, 2, dash(end));
    return digits(dayOfYear - (153 * fromMarch + 2) / 5 + 1, 2, dash(end));
  }

  private int dash(int at) {
    text[at] = '-';
    return at + 1;
  }

  private int hex(long value, int count, int at) {
    for (int i = 0; i < count; i++) {
      text[at + i] = HEX[(int) (value >>> (4 * (count - 1 - i))) & 0xF];
    }
    return at + count;
  }

  private int digits(long value, int count, int at) {
    long rest = value;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (char) ('0' + rest % 10);
      rest /= 10;
    }
    return at + count;
  }

  private static int lengthOf(long value) {
    int length = 1;
    for (long rest = value / 10; rest > 0; rest /= 10) {
      length++;
    }
    return length;
  }
}
