package suite.replaystack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.ReplayStackContract;

/** The variables of ReplayStack's SDKs, and nothing else, make an application send there. */
final class VariablesTest {

  @Test
  void theVariablesOfTheSdkAreEnough() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        JavaProcess process =
            launch(replayStack)
                .env("REPLAYSTACK_SERVICE_NAME", "order-service")
                .env("REPLAYSTACK_ENVIRONMENT", "production")
                .env("REPLAYSTACK_APP_VERSION", "1.0.0")
                .env("REPLAYSTACK_COMMIT_HASH", "a7f91c")
                .env("REPLAYSTACK_ENABLED", "true")
                .env("REPLAYSTACK_TIMEOUT_MS", "20000")
                .env("REPLAYSTACK_RETRIES", "2")
                .env("REPLAYSTACK_SAMPLE_RATE", "1.0")
                .env("REPLAYSTACK_CAPTURE_SUCCESS", "false")
                .env("REPLAYSTACK_MAX_PAYLOAD_SIZE_BYTES", "10")
                .env("REPLAYSTACK_MAX_BREADCRUMBS", "1")
                .env("REPLAYSTACK_FLUSH_INTERVAL_MS", "0")
                .start()) {
      replayStack.answer(Answer.status(503), Answer.status(503), Answer.accept());
      process.awaitLine(line -> line.equals("done"));

      JsonNode payload = replayStack.awaitEvents(1).get(0);
      assertThat(replayStack.attempts()).hasSize(3);
      assertThat(payload.path("endpoint").asText()).isEqualTo("failed-job");
      assertThat(payload.path("serviceName").asText()).isEqualTo("order-service");
      assertThat(payload.path("environment").asText()).isEqualTo("production");
      assertThat(payload.path("appVersion").asText()).isEqualTo("1.0.0");
      assertThat(payload.path("commitHash").asText()).isEqualTo("a7f91c");
      assertThat(payload.path("requestPayload").asText()).hasSize(10);
      assertThat(payload.path("breadcrumbs")).hasSize(1);
      assertThat(replayStack.attempts().get(0).headers().all("x-tracereplay-api-key"))
          .containsExactly("key-of-the-variable");
      assertThat(process.output())
          .noneMatch(line -> line.contains("Unknown setting") || line.contains("Invalid"));
    }
  }

  private static JavaLaunch launch(FakeIngest replayStack) {
    return JavaProcess.of(Worker.class)
        .env("REPLAYSTACK_API_KEY", "key-of-the-variable")
        .env("REPLAYSTACK_ENDPOINT", replayStack.uri().toString());
  }

  /** Sends two events, of which one is a success. */
  public static final class Worker {

    private Worker() {}

    public static void main(String[] arguments) {
      try (ApplicationContext context =
          Micronaut.build(arguments)
              .banner(false)
              .properties(
                  Map.of(
                      "micronaut.server.host",
                      "127.0.0.1",
                      "micronaut.server.port",
                      -1,
                      "micronaut.security.enabled",
                      false,
                      "routeflow.console.enabled",
                      false,
                      "routeflow.replaystack.retry-base-ms",
                      5))
              .start()) {
        Routeflow routeflow = context.getBean(Routeflow.class);
        routeflow.addBreadcrumb("first");
        routeflow.addBreadcrumb("second");
        routeflow.captureEvent(
            CapturedEvent.named("failed-job")
                .type(EventType.JOB)
                .status(EventStatus.FAILED)
                .requestPayload("x".repeat(100))
                .build());
        routeflow.captureEvent(CapturedEvent.named("job").type(EventType.JOB).build());
        boolean flushed = routeflow.flush(Duration.ofSeconds(20));
        System.out.println(flushed ? "done" : "not flushed");
      }
    }
  }
}
