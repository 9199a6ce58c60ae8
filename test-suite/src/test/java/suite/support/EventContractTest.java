package suite.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.event.AuthDetails;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventJson;
import io.routeflow.micronaut.event.EventPartName;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.event.ExternalCall;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.event.SqlUsage;
import io.routeflow.micronaut.event.WorkEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every kind of event with every part that it may have is what the schema of the contract says. */
final class EventContractTest {

  private static final EventIdentity IDENTITY =
      new EventIdentity(
          UUID.fromString("0199f0c2-7d1e-7c3a-9a55-0c2f6a1be001"),
          Instant.parse("2026-11-20T09:30:01.250Z"),
          "550e8400-e29b-41d4-a716-446655440000",
          0xf067aa0ba902b7L,
          17);

  private static final ExceptionDetails.Frame FRAME =
      new ExceptionDetails.Frame("pay", "shop.Payments", "Payments.java", 17, true);

  private static final Payload PAYLOAD =
      new Payload(
          "https://shop.example/pay?token=[MASKED]",
          Map.of("accept", "a", "cookie", List.of("a", "b")),
          "application/json",
          12,
          "{\"card\":\"[MASKED]\",\"n\":null}",
          false,
          null);

  private static final EventParts PARTS =
      new EventParts(
          new SqlUsage(
              1,
              2_000,
              false,
              List.of(
                  new SqlUsage.Statement(
                      "SELECT ?",
                      "SELECT",
                      List.of("a"),
                      "Books.find",
                      "default",
                      "h2",
                      1,
                      2,
                      3,
                      2_000,
                      2_000,
                      1,
                      "42000",
                      "java.sql.SQLException",
                      true,
                      0))),
          new OutgoingCalls(
              List.of(
                  new ExternalCall(
                      "pay.example:8443",
                      "POST",
                      "/v1/{id}",
                      "payments",
                      1,
                      5_000,
                      5_000,
                      1,
                      503,
                      "java.io.IOException",
                      23,
                      PAYLOAD,
                      PAYLOAD)),
              true,
              List.of()),
          List.of(
              Breadcrumb.of("Calling")
                  .category("payment")
                  .level(Breadcrumb.Level.WARNING)
                  .data("try", 2)),
          new ExceptionDetails(
              "java.lang.IllegalStateException",
              "no money",
              "java.lang.IllegalStateException: no money",
              List.of(FRAME),
              List.of(new ExceptionDetails.Cause("java.io.IOException", "reset", List.of(FRAME)))),
          PAYLOAD,
          new Payload(null, Map.of(), "text/plain", 5, null, false, Payload.Omitted.UNSUPPORTED),
          new AuthDetails("bearer", "Bearer"));

  private static final Map<String, Object> ATTRIBUTES = Map.of("tenant", "acme", "rows", 12);

  static Stream<Event> events() {
    return Stream.of(
        new RequestEvent(
            IDENTITY,
            "/checkout",
            "POST",
            "/pay/{id}",
            "Pay.pay",
            500,
            EventStatus.FAILED,
            9_000,
            PARTS,
            ATTRIBUTES),
        new WorkEvent(
            IDENTITY, EventType.JOB, "nightly", EventStatus.FAILED, 9_000, PARTS, ATTRIBUTES),
        new WorkEvent(
            IDENTITY, EventType.CUSTOM, "said", EventStatus.SUCCESS, -1, EventParts.NONE, Map.of()),
        new ExceptionEvent(
            IDENTITY,
            "process-user",
            new ExceptionEvent.Origin("/checkout", "POST", "/pay/{id}", "Pay.pay"),
            PARTS,
            ATTRIBUTES),
        new ExceptionEvent(IDENTITY, null, null, PARTS, Map.of()));
  }

  @ParameterizedTest
  @MethodSource("events")
  void everyPartOfEveryKindOfEventIsInTheContract(Event event) throws IOException {
    JsonNode batch = batch(event);

    assertThat(IngestContract.check(batch)).isEmpty();
    JsonNode written = batch.path("events").path(0);
    assertThat(written.path("type").asText()).isEqualTo(event.type().wireName());
    if (!event.parts().isEmpty()) {
      assertThat(written.path("request").path("body").path("card").asText()).isEqualTo("[MASKED]");
      assertThat(written.path("response").path("omitted").asText()).isEqualTo("unsupported");
      assertThat(written.path("external_calls_truncated").asBoolean()).isTrue();
      assertThat(written.path("exception").path("causes").path(0).path("frames")).hasSize(1);
    }
  }

  @Test
  void aTruncatedBodyIsWrittenAsText() throws IOException {
    Payload cut = new Payload(null, Map.of(), "application/json", 99, "{\"a\": \"b", true, null);
    Event event =
        new WorkEvent(
            IDENTITY,
            EventType.WORKER,
            "w",
            EventStatus.SUCCESS,
            1,
            new EventParts(null, null, List.of(), null, cut, null, null),
            Map.of());

    JsonNode batch = batch(event);

    assertThat(IngestContract.check(batch)).isEmpty();
    assertThat(batch.at("/events/0/request/body").asText()).isEqualTo("{\"a\": \"b");
  }

  @ParameterizedTest
  @EnumSource(EventPartName.class)
  void aPartThatIsLeftOutIsNotWrittenAndAllOthersAre(EventPartName part) throws IOException {
    for (Event event : events().filter(one -> !one.parts().isEmpty()).toList()) {
      JsonNode whole = batch(event).at("/events/0");
      JsonNode less = batch(event.without(EnumSet.of(part))).at("/events/0");

      assertThat(IngestContract.check(batch(event.without(EnumSet.of(part))))).isEmpty();
      if (part == EventPartName.EXCEPTION && event instanceof ExceptionEvent) {
        assertThat(less.path("exception")).hasSize(1);
      } else {
        assertThat(less.has(part.wireName())).isFalse();
      }
      Set<String> names = new java.util.TreeSet<>();
      whole.fieldNames().forEachRemaining(names::add);
      names.removeIf(name -> name.startsWith(part.wireName()));
      assertThat(names).allMatch(less::has);
    }
  }

  @Test
  void whatHasNothingToLeaveOutIsTheSameEvent() {
    Event bare =
        new WorkEvent(
            IDENTITY, EventType.JOB, "bare", EventStatus.SUCCESS, 1, EventParts.NONE, Map.of());
    assertThat(bare.without(EnumSet.allOf(EventPartName.class))).isSameAs(bare);
  }

  private static JsonNode batch(Event event) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = new JsonFactory().createGenerator(bytes)) {
      new EventJson().write(json, event);
    }
    String written = bytes.toString(StandardCharsets.UTF_8);
    String empty = SampleBatch.json(1, 0);
    String batch = empty.replaceAll("\"events\"\\s*:\\s*\\[\\s*]", "\"events\": [EVENT]");
    return IngestContract.parse(batch.replace("EVENT", written).getBytes(StandardCharsets.UTF_8));
  }
}
