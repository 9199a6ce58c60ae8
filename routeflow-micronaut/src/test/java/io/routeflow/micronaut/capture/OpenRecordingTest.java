package io.routeflow.micronaut.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.EventStatus;
import io.routeflow.micronaut.RequestEvent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OpenRecordingTest {

  private static final long STARTED_NANOS = Long.MAX_VALUE - 10;

  private final OpenRecording recording = recording("GET", null);

  @Test
  void isClosedOnce() {
    assertThat(recording.close(STARTED_NANOS + 5, Ending.ANSWERED)).isTrue();
    assertThat(recording.close(STARTED_NANOS + 9, Ending.CLIENT_LEFT)).isFalse();

    assertThat(recording.isOpen()).isFalse();
    assertThat(recording.toEvent().latencyNanos()).isEqualTo(5);
    assertThat(recording.toEvent().attributes()).isEmpty();
  }

  @Test
  void measuresAcrossTheOverflowOfTheClock() {
    recording.close(Long.MIN_VALUE + 89, Ending.ANSWERED);
    assertThat(recording.toEvent().latencyNanos()).isEqualTo(100);
  }

  @Test
  void neverLastsLessThanNothing() {
    recording.close(STARTED_NANOS - 1, Ending.ANSWERED);
    assertThat(recording.toEvent().latencyNanos()).isZero();
  }

  @Test
  void isAnsweredWithTheStatusThatWasSent() {
    recording.status(404);
    assertEnd(Ending.ANSWERED, 404, EventStatus.WARNING);
  }

  @Test
  void is499WhereTheClientLeftBeforeTheStatus() {
    assertEnd(Ending.CLIENT_LEFT, 499, EventStatus.WARNING);
    assertThat(recording.toEvent().attributes())
        .containsOnly(Map.entry(RequestEvent.CLIENT_DISCONNECTED, true));
  }

  @Test
  void isAWarningWhereTheClientLeftInTheMiddle() {
    recording.status(200);
    assertEnd(Ending.CLIENT_LEFT, 200, EventStatus.WARNING);
  }

  @Test
  void staysFailedWhereTheClientLeftAFailure() {
    recording.status(503);
    assertEnd(Ending.CLIENT_LEFT, 503, EventStatus.FAILED);
  }

  @Test
  void hasFailedWhereTheServerBrokeOff() {
    recording.status(200);
    assertEnd(Ending.BROKEN_OFF, 200, EventStatus.FAILED);
    assertThat(recording.toEvent().attributes()).isEmpty();
  }

  @Test
  void is500WhereTheServerBrokeOffBeforeTheStatus() {
    assertEnd(Ending.BROKEN_OFF, 500, EventStatus.FAILED);
  }

  @Test
  void letsGoOfTheRequestWhenItIsClosed() {
    Object request = new Object();
    recording.of(request);
    assertThat(recording.isOf(request)).isTrue();
    recording.close(STARTED_NANOS, Ending.ANSWERED);
    assertThat(recording.isOf(request)).isFalse();
    assertThat(recording.isOnWire()).isTrue();
  }

  @Test
  void makesOneTraceIdWhereNoneCameIn() {
    String made = recording.traceId();
    assertThat(UUID.fromString(made).version()).isEqualTo(4);
    assertThat(recording.toEvent().traceId()).isSameAs(made);
    assertThat(recording("GET", "came-in-1").traceId()).isEqualTo("came-in-1");
  }

  @Test
  void namesNoMethodOfTheSendersInvention() {
    OpenRecording unmatched = recording("BREW", null);
    assertThat(unmatched.toEvent().method()).isEqualTo(RequestEvent.OTHER_METHOD);
    unmatched.route(new RouteName("/pot", "Pot.brew", "BREW", false));
    assertThat(unmatched.toEvent().method()).isEqualTo("BREW");
  }

  private void assertEnd(Ending ending, int code, EventStatus status) {
    recording.close(STARTED_NANOS, ending);
    assertThat(recording.toEvent().statusCode()).isEqualTo(code);
    assertThat(recording.toEvent().status()).isEqualTo(status);
  }

  private static OpenRecording recording(String method, @Nullable String traceId) {
    return new OpenRecording(1_700_000_000_000L, STARTED_NANOS, 1, 2, traceId, 0, method, "/page");
  }
}
