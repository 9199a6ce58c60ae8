package io.routeflow.micronaut.export.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.netty.buffer.ByteBufUtil;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.queue.SampleEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

final class BatchEncoderTest {

  private static final long SEED = 47_11;
  private static final Instant SENT_AT = Instant.parse("2026-11-20T09:30:01.250Z");
  private static final UUID ID = UUID.fromString("0199f0c2-7d1e-7c3a-9a55-0c2f6a1be001");

  @Test
  void aBatchIsWrittenAsTheContractHasIt() throws IOException {
    assertThat(text(encoder("none"), List.of(SampleEvent.number(0))))
        .startsWith(
            "{\"schema_version\":1,\"batch_id\":\"0199f0c2-7d1e-7c3a-9a55-0c2f6a1be001\","
                + "\"sent_at\":\"2026-11-20T09:30:01.250Z\","
                + "\"sdk\":{\"name\":\"routeflow-micronaut\",\"version\":\"")
        .endsWith(
            "\"service\":{\"name\":\"orders\",\"version\":\"1.0\",\"instance\":\"b7c1e2\","
                + "\"tags\":{\"team\":\"shop\"}},\"environment\":\"production\","
                + "\"code_version\":null,\"events\":[{\"type\":\"request\","
                + "\"event_id\":\"00000000-0000-7000-0000-000000000000\","
                + "\"timestamp\":\"2025-11-20T09:30:00.417Z\",\"trace_id\":\"trace-0\","
                + "\"span_id\":\"0000000000000001\",\"frontend_route\":\"__unknown__\","
                + "\"method\":\"GET\",\"path\":\"/orders/{id}\",\"handler\":\"Orders.show\","
                + "\"status_code\":200,\"status\":\"success\",\"latency_ms\":12.384}]}");
  }

  @Test
  void whateverStandsInTheTextsTheJsonIsValidAndSaysTheSame() throws IOException {
    SplittableRandom random = new SplittableRandom(SEED);
    BatchEncoder encoder = encoder("none");
    for (int i = 0; i < 500; i++) {
      String path = "/" + anyText(random);
      String key = "key" + anyText(random);
      String json = text(encoder, List.of(event(path, Map.of(key, path, "n", 1.5, "b", true))));
      assertThat(fields(json)).contains(path, key, "1.5", "true");
    }
  }

  @Test
  void gzipIsTheSameTextPacked() throws IOException {
    List<Event> events = List.of(SampleEvent.number(1), SampleEvent.number(2));
    ByteBuf packed = encoder("gzip").encode(new EventBatch(ID, events), SENT_AT);
    try (GZIPInputStream in = new GZIPInputStream(new ByteBufInputStream(packed))) {
      assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .isEqualTo(text(encoder("none"), events));
    } finally {
      packed.release();
    }
  }

  @Test
  void aBodyIsMadeAsLargeAsTheLastOneWasSoThatItNeedNotGrow() throws IOException {
    BatchEncoder encoder = encoder("none");
    RequestEvent large = event("/" + "x".repeat(10_000), Map.of());
    List<Event> events = Collections.nCopies(20, large);
    ByteBuf first = encoder.encode(new EventBatch(ID, events), SENT_AT);
    ByteBuf second = encoder.encode(new EventBatch(ID, events), SENT_AT);
    assertThat(second).isEqualTo(first);
    assertThat(second.capacity()).isBetween(first.readableBytes(), first.readableBytes() * 21 / 20);
    first.release();
    second.release();
  }

  @Test
  void halfACharacterDoesNotMakeTheJsonInvalid() throws IOException {
    BatchEncoder encoder = encoder("none");
    for (String path : List.of("/\ud800", "/\udc00", "/\ud800x", "/\ud800\ud800")) {
      assertThat(fields(text(encoder, List.of(event(path, Map.of()))))).contains("Orders.show");
    }
  }

  @Test
  void whatCannotBeWrittenIsAnErrorAndTheEncoderWorksOn() throws IOException {
    BatchEncoder encoder = encoder("none");
    assertThatThrownBy(() -> encoder.encode(new EventBatch(ID, List.of(withoutTime())), SENT_AT))
        .isInstanceOf(NullPointerException.class);
    assertThat(text(encoder, List.of(SampleEvent.number(1)))).endsWith("}]}");
  }

  private static BatchEncoder encoder(String compression) {
    return new BatchEncoder(SampleConfiguration.with(Map.of("compression", compression)));
  }

  private static String text(BatchEncoder encoder, List<Event> events) throws IOException {
    ByteBuf buffer = encoder.encode(new EventBatch(ID, events), SENT_AT);
    try {
      return new String(ByteBufUtil.getBytes(buffer), StandardCharsets.UTF_8);
    } finally {
      buffer.release();
    }
  }

  /** As no code of this project makes it. */
  @SuppressWarnings("NullAway")
  private static RequestEvent withoutTime() {
    return event(null, "/x", Map.of());
  }

  private static RequestEvent event(String path, Map<String, Object> attributes) {
    return event(SENT_AT, path, attributes);
  }

  private static RequestEvent event(Instant at, String path, Map<String, Object> attributes) {
    return new RequestEvent(
        new EventIdentity(ID, at, "trace", 1, 2),
        "/checkout",
        "GET",
        path,
        "Orders.show",
        500,
        EventStatus.FAILED,
        1,
        EventParts.of(null, ExceptionDetails.named("java.lang.IllegalStateException")),
        attributes);
  }

  private static String anyText(SplittableRandom random) {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(20); i >= 0; i--) {
      int c = random.nextInt(4) == 0 ? random.nextInt(0x80) : random.nextInt(0x110000);
      text.appendCodePoint(c >= 0xd800 && c < 0xe000 ? '"' : c);
    }
    return text.toString();
  }

  private static List<String> fields(String json) throws IOException {
    List<String> all = new java.util.ArrayList<>();
    try (JsonParser parser = new JsonFactory().createParser(json)) {
      while (parser.nextToken() != null) {
        if (parser.getText() != null) {
          all.add(parser.getText());
        }
      }
    }
    return all;
  }
}
