package io.routeflow.micronaut.capture.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.routeflow.micronaut.spi.OpenRequests.OpenRequest;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What is being handled can be listed, as long as it is. */
final class RunningRequestsTest {

  private final RequestRecorder recorder = new SampleRecording().recorder;
  private final RunningRequests running = new RunningRequests();

  private RequestScope open() {
    RequestScope scope = recorder.open("GET", EmptyHttpHeaders.INSTANCE);
    running.opened(scope);
    return scope;
  }

  private List<OpenRequest> after(RequestScope last, int seconds, int max) {
    long nanos = TimeUnit.SECONDS.toNanos(seconds);
    return running.oldest(last.startedNanos() + nanos, TimeUnit.SECONDS.toNanos(1), max);
  }

  @Test
  void thoseThatLastLongestComeFirstAndShortOnesAreLeftOut() {
    RequestScope first = open();
    RequestScope second = open();
    assertThat(after(second, 0, 10)).isEmpty();
    assertThat(after(second, 2, 10))
        .extracting(OpenRequest::eventId)
        .containsExactly(first.toEvent().eventId(), second.toEvent().eventId());
    assertThat(after(second, 2, 1)).hasSize(1);
    assertThat(after(second, 2, 1).get(0).nanos())
        .isGreaterThanOrEqualTo(TimeUnit.SECONDS.toNanos(2));
  }

  @Test
  void whatHasEndedOrIsIgnoredIsNotAmongThem() {
    RequestScope ended = open();
    running.ended(ended);
    RequestScope ignored = open();
    ignored.route(RouteName.IGNORED);
    assertThat(after(ignored, 2, 10)).isEmpty();
  }

  @Test
  void noMoreAreKeptThanTheLimit() {
    RequestScope last = open();
    for (int i = 0; i < RunningRequests.MAX + 10; i++) {
      last = open();
    }
    assertThat(after(last, 2, Integer.MAX_VALUE)).hasSize(RunningRequests.MAX);
  }
}
