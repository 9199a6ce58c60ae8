package io.routeflow.micronaut.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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

  private static ExternalCall only(EventParts parts) {
    return Objects.requireNonNull(parts.externalCalls()).entries().get(0);
  }
}
