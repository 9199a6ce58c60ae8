package io.routeflow.micronaut.event;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class EventJsonReaderTest {

  private static final Logger LOG = LoggerFactory.getLogger(EventJsonReaderTest.class);
  private static final int EVENTS = 5000;
  private static final long SEED = Long.getLong("suite.event.seed", System.nanoTime());

  private final JsonFactory factory = new JsonFactory();
  private final EventJson writer = new EventJson();
  private final EventJsonReader reader = new EventJsonReader();

  @Test
  void whatIsReadIsEqualAndIsWrittenAsTheSameText() throws IOException {
    LOG.info("{} events, seed {}", EVENTS, SEED);
    RandomEvents random = new RandomEvents(SEED);
    for (int i = 0; i < EVENTS; i++) {
      Event event = random.next();
      byte[] text = write(List.of(event));
      List<Event> read = reader.readAll(text);
      assertThat(new String(write(read), UTF_8))
          .as("seed %d, event %d", SEED, i)
          .isEqualTo(new String(text, UTF_8));
      Event one = read.get(0);
      assertThat(one.identity()).isEqualTo(event.identity());
      assertThat(one.getClass()).isEqualTo(event.getClass());
      assertThat(one.type()).isEqualTo(event.type());
      assertThat(one.status()).isEqualTo(event.status());
      assertThat(one.latencyNanos()).isEqualTo(event.latencyNanos());
      assertThat(one.label()).isEqualTo(event.label());
      assertThat(one.parts().sql()).isEqualTo(event.parts().sql());
      assertThat(one.parts().exception()).isEqualTo(event.parts().exception());
      assertThat(one.parts().request()).isEqualTo(event.parts().request());
      assertThat(one.parts().auth()).isEqualTo(event.parts().auth());
    }
  }

  @Test
  void theIdentityOfAStatementStaysInTheProcess() throws IOException {
    byte[] text = write(List.of(ran(0x1234_5678_9abcL)));
    assertThat(text).isEqualTo(write(List.of(ran("SELECT a...".hashCode()))));
    assertThat(write(reader.readAll(text))).isEqualTo(text);
  }

  private static Event ran(long identity) {
    SqlUsage.Statement statement = SampleStatements.cut("SELECT a...", identity);
    return new RequestEvent(
        new EventIdentity(new UUID(1, 2), Instant.EPOCH, "trace", 1, 1),
        "/page",
        "GET",
        "/orders",
        "OrderController.show",
        200,
        EventStatus.SUCCESS,
        1,
        EventParts.of(new SqlUsage(1, 5, false, List.of(statement)), null),
        Map.of());
  }

  @Test
  void manyEventsAreReadInTheirOrder() throws IOException {
    RandomEvents random = new RandomEvents(7);
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      events.add(random.next());
    }
    List<Event> read = reader.readAll(write(events));
    assertThat(read)
        .extracting(Event::eventId)
        .containsExactlyElementsOf(events.stream().map(Event::eventId).toList());
  }

  @Test
  void membersThatAreNotKnownArePassedOver() throws IOException {
    String text = new String(write(List.of(new RandomEvents(1).next())), UTF_8);
    String more = text.replaceFirst("\\{", "{\"later\":{\"type\":[1,{}]},\"also\":null,");
    assertThat(write(reader.readAll(more.getBytes(UTF_8)))).isEqualTo(text.getBytes(UTF_8));
  }

  @Test
  void anythingElseIsRefusedAndNothingIsThrownButThat() throws IOException {
    for (String text :
        List.of(
            "", "[", "{}", "[{}]", "[1]", "[] []", "null", "[{\"type\":\"dream\"}]", "\u0000")) {
      assertThatThrownBy(() -> reader.readAll(text.getBytes(UTF_8)))
          .as(text)
          .isInstanceOf(IOException.class);
    }
    assertThat(reader.readAll("[]".getBytes(UTF_8))).isEmpty();

    LOG.info("{} damaged events, seed {}", EVENTS, SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    RandomEvents events = new RandomEvents(SEED);
    for (int i = 0; i < EVENTS; i++) {
      byte[] damaged = write(List.of(events.next()));
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
      try {
        assertThat(reader.readAll(damaged)).as("seed %d", SEED).hasSizeLessThanOrEqualTo(1);
      } catch (IOException expected) {
        assertThat(expected).isNotNull();
      }
    }
  }

  private byte[] write(List<Event> events) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = factory.createGenerator(out)) {
      json.writeStartArray();
      for (Event event : events) {
        writer.write(json, event);
      }
      json.writeEndArray();
    }
    return out.toByteArray();
  }
}
