package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.RequestEvent;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RequestScopeTest {

  private static final long STARTED_NANOS = Long.MAX_VALUE - 10;

  private final RequestScope scope = scope("GET", null);

  @Test
  void isClosedOnce() {
    assertThat(scope.close(STARTED_NANOS + 5, Completion.ANSWERED)).isTrue();
    assertThat(scope.close(STARTED_NANOS + 9, Completion.CLIENT_DISCONNECTED)).isFalse();

    assertThat(scope.isOpen()).isFalse();
    assertThat(scope.toEvent().latencyNanos()).isEqualTo(5);
    assertThat(scope.toEvent().attributes()).isEmpty();
  }

  @Test
  void measuresAcrossTheOverflowOfTheClock() {
    scope.close(Long.MIN_VALUE + 89, Completion.ANSWERED);
    assertThat(scope.toEvent().latencyNanos()).isEqualTo(100);
  }

  @Test
  void neverLastsLessThanNothing() {
    scope.close(STARTED_NANOS - 1, Completion.ANSWERED);
    assertThat(scope.toEvent().latencyNanos()).isZero();
  }

  @Test
  void isAnsweredWithTheStatusThatWasSent() {
    scope.status(404);
    assertEnd(Completion.ANSWERED, 404, EventStatus.WARNING);
  }

  @Test
  void is499WhereTheClientLeftBeforeTheStatus() {
    assertEnd(Completion.CLIENT_DISCONNECTED, 499, EventStatus.WARNING);
    assertThat(scope.toEvent().attributes())
        .containsOnly(Map.entry(RequestEvent.CLIENT_DISCONNECTED, true));
  }

  @Test
  void isAWarningWhereTheClientLeftInTheMiddle() {
    scope.status(200);
    assertEnd(Completion.CLIENT_DISCONNECTED, 200, EventStatus.WARNING);
  }

  @Test
  void staysFailedWhereTheClientLeftAFailure() {
    scope.status(503);
    assertEnd(Completion.CLIENT_DISCONNECTED, 503, EventStatus.FAILED);
  }

  @Test
  void hasFailedWhereTheServerBrokeOff() {
    scope.status(200);
    assertEnd(Completion.ABORTED, 200, EventStatus.FAILED);
    assertThat(scope.toEvent().attributes()).isEmpty();
    assertThat(scope.toEvent().statusSent()).isTrue();
  }

  @Test
  void is500WhereTheServerBrokeOffBeforeTheStatus() {
    assertEnd(Completion.ABORTED, 500, EventStatus.FAILED);
    assertThat(scope.toEvent().statusSent()).isFalse();
  }

  @Test
  void letsGoOfTheRequestWhenItIsClosed() {
    HttpHeaders headers = new DefaultHttpHeaders();
    scope.attach(headers);
    assertThat(scope.isOf(headers)).isTrue();
    scope.close(STARTED_NANOS, Completion.ANSWERED);
    assertThat(scope.isOf(headers)).isFalse();
    assertThat(scope.isOnWire()).isTrue();
  }

  @Test
  void makesOneTraceIdWhereNoneCameIn() {
    String made = scope.traceId();
    assertThat(UUID.fromString(made).version()).isEqualTo(4);
    assertThat(scope.toEvent().traceId()).isSameAs(made);
    assertThat(scope("GET", "came-in-1").traceId()).isEqualTo("came-in-1");
  }

  @Test
  void namesNoMethodOfTheSendersInvention() {
    RequestScope unmatched = scope("BREW", null);
    assertThat(unmatched.toEvent().method()).isEqualTo(RequestEvent.OTHER_METHOD);
    unmatched.route(new RouteName("/pot", "Pot.brew", "BREW", false));
    assertThat(unmatched.toEvent().method()).isEqualTo("BREW");
  }

  /** What has no event is no event's origin. */
  @Test
  void ofAnIgnoredRouteNothingComes() {
    assertThat(scope.origin()).isNotNull();
    scope.route(new RouteName("/pot", "Pot.brew", "GET", true));
    assertThat(scope.origin()).isNull();
  }

  private void assertEnd(Completion ending, int code, EventStatus status) {
    scope.close(STARTED_NANOS, ending);
    assertThat(scope.toEvent().statusCode()).isEqualTo(code);
    assertThat(scope.toEvent().status()).isEqualTo(status);
  }

  private static RequestScope scope(String method, @Nullable String traceId) {
    return new RequestScope(
        new ScopeStart(1_700_000_000_000L, STARTED_NANOS, 1, 2), traceId, null, method, "/page");
  }
}
