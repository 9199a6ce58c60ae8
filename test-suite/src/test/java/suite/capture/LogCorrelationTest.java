package suite.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.MDC;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import suite.support.RawHttp;

/** With {@code routeflow.log-correlation} the log lines of a request name it, and no others do. */
final class LogCorrelationTest {

  private static final String NOTHING = "null null";

  @ParameterizedTest
  @ValueSource(strings = {"loop", "blocking", "reactor"})
  void reachesEveryThreadOfTheRequestAndNoOther(String thread) {
    Map<String, ?> named =
        Map.of("routeflow.log-correlation", true, "routeflow.ignored-paths", "/mdc/ignored");
    try (Capturing capturing = Capturing.start(named);
        RawHttp http = RawHttp.connect(capturing.port())) {
      for (int i = 10; i < 30; i++) {
        assertThat(ask(http, "/mdc/" + thread, "request-" + i))
            .isEqualTo("request-" + i + " /page");
        // Ignored by its path, and so without a name: it shows what others left on its thread.
        assertThat(ask(http, "/mdc/ignored/" + thread, "request-" + i)).isEqualTo(NOTHING);
      }
    }
  }

  @Test
  void isOffByDefault() {
    try (Capturing capturing = Capturing.start(Map.of());
        RawHttp http = RawHttp.connect(capturing.port())) {
      assertThat(ask(http, "/mdc/loop", "request-1")).isEqualTo(NOTHING);
    }
  }

  private static String ask(RawHttp http, String path, String traceId) {
    return http.send(
            RawHttp.get(
                path, "x-routeflow-trace-id: " + traceId, "x-routeflow-frontend-route: /page"))
        .read()
        .text();
  }

  private static String found() {
    return MDC.get("trace_id") + " " + MDC.get("frontend_route");
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Controller("/mdc")
  static class Named {
    @Get("/loop")
    String loop() {
      return found();
    }

    @ExecuteOn(TaskExecutors.BLOCKING)
    @Get("/blocking")
    String blocking() {
      return found();
    }

    @Get("/reactor")
    Mono<String> reactor() {
      return Mono.delay(Duration.ofMillis(1))
          .publishOn(Schedulers.boundedElastic())
          .map(x -> found());
    }
  }

  @Requires(property = "spec.name", value = Capturing.SPEC)
  @Controller("/mdc/ignored")
  static class Unnamed extends Named {}
}
