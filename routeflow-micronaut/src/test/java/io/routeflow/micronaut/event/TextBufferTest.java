package io.routeflow.micronaut.event;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Against the JDK's own formatting; the seed is fixed and named. */
final class TextBufferTest {

  private static final long SEED = 1_763_631_000_417L;
  private static final int SAMPLES = 20_000;
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final TextBuffer scratch = new TextBuffer();
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void uuidsAreWrittenAsTheJdkWritesThem() throws IOException {
    for (int i = 0; i < SAMPLES; i++) {
      UUID id = new UUID(random.nextLong(), random.nextLong());
      assertThat(written(json -> scratch.writeUuid(json, id))).isEqualTo("\"" + id + "\"");
    }
  }

  @Test
  void spanIdsAreSixteenHexadecimalDigits() throws IOException {
    for (int i = 0; i < SAMPLES; i++) {
      long id = random.nextLong() >>> (i % 64);
      assertThat(written(json -> scratch.writeSpanId(json, id)))
          .isEqualTo(String.format("\"%016x\"", id));
    }
  }

  @Test
  void instantsOfTheYearsZeroTo9999AreWrittenAsTheJdkWritesThem() throws IOException {
    long first = Instant.parse("0000-01-01T00:00:00Z").toEpochMilli();
    long last = Instant.parse("9999-12-31T23:59:59.999Z").toEpochMilli();
    check(first);
    check(last);
    check(Instant.parse("2024-02-29T23:59:59.999Z").toEpochMilli());
    check(Instant.parse("1900-02-28T23:59:59.999Z").toEpochMilli());
    check(Instant.parse("2000-02-29T00:00:00Z").toEpochMilli());
    check(0);
    check(-1);
    for (int i = 0; i < SAMPLES; i++) {
      check(random.nextLong(first, last + 1));
    }
  }

  @Test
  void millisecondsHaveThreeDecimals() throws IOException {
    for (int i = 0; i < SAMPLES; i++) {
      long nanos = random.nextLong() >>> (1 + i % 63);
      String expected = BigDecimal.valueOf(nanos / 1000, 3).toPlainString();
      assertThat(written(json -> scratch.writeMillis(json, nanos))).isEqualTo(expected);
    }
    assertThat(written(json -> scratch.writeMillis(json, 0))).isEqualTo("0.000");
    assertThat(written(json -> scratch.writeMillis(json, 12_384_999))).isEqualTo("12.384");
    assertThat(written(json -> scratch.writeMillis(json, Long.MAX_VALUE)))
        .isEqualTo("9223372036854.775");
  }

  private void check(long epochMillis) throws IOException {
    Instant instant = Instant.ofEpochMilli(epochMillis);
    assertThat(written(json -> scratch.writeInstant(json, instant)))
        .isEqualTo("\"" + ISO.format(instant) + "\"");
  }

  private static String written(Writing writing) throws IOException {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
      writing.to(json);
    }
    return text.toString();
  }

  private interface Writing {
    void to(JsonGenerator json) throws IOException;
  }
}
