package io.routeflow.micronaut.export.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.core.type.Argument;
import io.micronaut.serde.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.EventStatus;
import io.routeflow.micronaut.EventType;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.SqlUsage;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.console.flows.JsonText;
import io.routeflow.micronaut.console.flows.RecentFlows;
import io.routeflow.micronaut.console.flows.RequestDetail;
import io.routeflow.micronaut.queue.InternalErrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The console says of an event what the endpoint is told, no more and no less. */
final class ConsoleEventTest {

  private static final long SEED = 6_08;
  private static final Argument<Map<String, Object>> JSON =
      Argument.mapOf(String.class, Object.class);

  private final BatchEncoder encoder =
      new BatchEncoder(SampleConfiguration.with(Map.of("compression", "none")));
  private final RecentFlows flows = new RecentFlows(new InternalErrors(() -> (stage, error) -> {}));
  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void theConsoleShowsAnEventAsItIsDelivered() throws IOException {
    for (int i = 0; i < 300; i++) {
      RequestEvent event = event();
      flows.waiting(event);
      assertThat(shown(event)).as("event %s, seed %s", i, SEED).isEqualTo(delivered(event));
    }
  }

  @Test
  void noPartOfAnEventIsLeftOutOfTheComparison() {
    assertThat(RequestEvent.class.getRecordComponents()).as("made by event()").hasSize(16);
    assertThat(SqlUsage.class.getRecordComponents()).as("made by usage()").hasSize(5);
    assertThat(SqlUsage.Statement.class.getRecordComponents())
        .as("made by statement()")
        .hasSize(15);
  }

  private Object shown(RequestEvent event) throws IOException {
    RequestDetail detail = Objects.requireNonNull(flows.request(event.eventId()));
    return json(JsonText.of(detail.event()));
  }

  private Object delivered(RequestEvent event) throws IOException {
    ByteBuf body = encoder.encode(new EventBatch(new UUID(1, 2), List.of(event)), Instant.EPOCH);
    try {
      String text = new String(ByteBufUtil.getBytes(body), StandardCharsets.UTF_8);
      List<?> events = (List<?>) Objects.requireNonNull(json(text).get("events"));
      return Objects.requireNonNull(events.get(0));
    } finally {
      body.release();
    }
  }

  private static Map<String, Object> json(String text) throws IOException {
    return Objects.requireNonNull(ObjectMapper.getDefault().readValue(text, JSON));
  }

  private RequestEvent event() {
    EventType[] types = EventType.values();
    EventStatus[] statuses = EventStatus.values();
    return new RequestEvent(
        types[random.nextInt(types.length)],
        new UUID(random.nextLong(), random.nextLong()),
        Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)),
        text(),
        random.nextLong(),
        random.nextBoolean() ? 0 : random.nextLong(),
        text(),
        text(),
        text(),
        text(),
        random.nextInt(100, 1_000),
        statuses[random.nextInt(statuses.length)],
        nanos(),
        random.nextBoolean() ? null : text(),
        random.nextInt(4) == 0 ? null : usage(),
        attributes());
  }

  private SqlUsage usage() {
    List<SqlUsage.Statement> statements =
        IntStream.range(0, random.nextInt(4)).mapToObj(i -> statement()).toList();
    return new SqlUsage(random.nextLong(1_000), nanos(), random.nextBoolean(), statements);
  }

  private SqlUsage.Statement statement() {
    return new SqlUsage.Statement(
        text(),
        text(),
        IntStream.range(0, random.nextInt(3)).mapToObj(i -> text()).toList(),
        maybe(text()),
        text(),
        text(),
        random.nextLong(1_000),
        random.nextLong(-1, 5),
        random.nextLong(-1, 5),
        nanos(),
        nanos(),
        random.nextLong(5),
        maybe("08003"),
        maybe(text()),
        random.nextBoolean());
  }

  private Map<String, Object> attributes() {
    Object[] values = {text(), true, 7, -8L, 2.5, 0.1f, Duration.ofMillis(nanos()), 1e300};
    Map<String, Object> attributes = new HashMap<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      attributes.put(text(), values[random.nextInt(values.length)]);
    }
    return attributes;
  }

  private @Nullable String maybe(String text) {
    return random.nextBoolean() ? null : text;
  }

  private long nanos() {
    return random.nextLong(1L << random.nextInt(1, 50));
  }

  private String text() {
    return random
        .ints(random.nextInt(1, 12), 0, 0xD7FF)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
