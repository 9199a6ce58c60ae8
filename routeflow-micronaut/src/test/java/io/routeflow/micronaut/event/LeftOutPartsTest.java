package io.routeflow.micronaut.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A destination that gets no captured requests or responses gets none of calls either. */
final class LeftOutPartsTest {

  private static final Payload PAYLOAD =
      new Payload(null, Map.of(), "application/json", 2, "{}", false, null);

  private final ExternalCall call =
      new ExternalCall("a.example", "GET", null, null, 1, 5, 5, 0, 200, null, 7, PAYLOAD, PAYLOAD);
  private final EventParts parts =
      new EventParts(
          null,
          new OutgoingCalls(List.of(call), false, List.of()),
          List.of(),
          null,
          PAYLOAD,
          PAYLOAD,
          null);

  @Test
  void requestsAndResponsesAreLeftOutOfCallsToo() {
    ExternalCall left = only(parts.without(Set.of(EventPartName.REQUEST)));
    assertThat(left.request()).isNull();
    assertThat(left.response()).isEqualTo(PAYLOAD);
    assertThat(only(parts.without(Set.of(EventPartName.RESPONSE))).response()).isNull();
    assertThat(only(parts.without(Set.of(EventPartName.AUTH)))).isEqualTo(call);
    assertThat(parts.without(Set.of(EventPartName.EXTERNAL_CALLS)).externalCalls()).isNull();
  }

  /** Without them a receiver could not scale sums of such events up. */
  @Test
  void theMarksOfTheSamplingStayWhereAttributesAreLeftOut() {
    Map<String, Object> marks =
        Map.of("routeflow.sample_rate", 0.5, "routeflow.kept_because", "failed");
    Set<EventPartName> attributes = Set.of(EventPartName.ATTRIBUTES);
    for (Event event : List.<Event>of(request(), work(), exception())) {
      Event marked = event.withAttributes(Map.of("tenant", "a")).withAttributes(marks);
      assertThat(marked.without(attributes).attributes()).isEqualTo(marks);
      Event others = event.withAttributes(Map.of("tenant", "a"));
      assertThat(others.without(attributes).attributes()).isEmpty();
      Event marksOnly = event.withAttributes(marks);
      assertThat(marksOnly.without(attributes)).isEqualTo(marksOnly);
      assertThat(event.without(attributes)).isEqualTo(event);
    }
  }

  private static RequestEvent request() {
    return new RequestEvent(
        identity(),
        RequestEvent.UNKNOWN_ROUTE,
        "GET",
        "/orders/{id}",
        "Orders.show",
        200,
        EventStatus.SUCCESS,
        1,
        EventParts.of(null, null),
        Map.of());
  }

  private static WorkEvent work() {
    return new WorkEvent(
        identity(),
        EventType.JOB,
        "nightly",
        EventStatus.SUCCESS,
        1,
        EventParts.of(null, null),
        Map.of());
  }

  private static ExceptionEvent exception() {
    return new ExceptionEvent(
        identity(),
        null,
        null,
        EventParts.of(null, ExceptionDetails.named("java.io.IOException")),
        Map.of());
  }

  private static EventIdentity identity() {
    return new EventIdentity(new UUID(0x7000L, 1), Instant.ofEpochMilli(1), "trace", 1, 0);
  }

  private static ExternalCall only(EventParts parts) {
    return Objects.requireNonNull(parts.externalCalls()).entries().get(0);
  }
}
