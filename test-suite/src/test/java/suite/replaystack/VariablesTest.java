package suite.replaystack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.Micronaut;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.RedactedConfiguration;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.ReceivedBatch;
import suite.support.ReplayStackContract;

/**
 * The variables of ReplayStack's SDKs, and nothing else, make an application send there. Each has
 * the effect of the setting whose place it takes.
 */
@Tag("settings")
final class VariablesTest {

  private static final String COUNTERS = "counters ";

  @Test
  void theVariablesOfTheSdkAreEnough() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        JavaProcess process =
            launch(replayStack, 1)
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

  @Test
  void theIngestUrlIsTheWholeAddressAndWinsOverTheEndpoint() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        JavaProcess process =
            launch("http://127.0.0.1:1", 1)
                .env("REPLAYSTACK_INGEST_URL", replayStack.uri() + "/own/events")
                .start()) {
      process.awaitLine(line -> line.equals("done"));
      assertThat(replayStack.awaitRequests(2))
          .extracting(ReceivedBatch::path)
          .containsOnly("/own/events");
    }
  }

  @Test
  void theOfflineQueueHoldsAsManyAsTheVariableSays() {
    for (int max : List.of(2, 0)) {
      try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.status(503));
          JavaProcess process =
              launch(replayStack, 5)
                  // so that nothing of it is tried again meanwhile
                  .argument("60000")
                  .env("REPLAYSTACK_OFFLINE_QUEUE_MAX", String.valueOf(max))
                  .env("REPLAYSTACK_RETRIES", "0")
                  .env("REPLAYSTACK_CAPTURE_SUCCESS", "false")
                  .env("REPLAYSTACK_TIMEOUT_MS", "20000")
                  .start()) {
        JsonNode counters = counters(process);
        assertThat(counters.path("waiting").asInt()).isEqualTo(max);
        assertThat(counters.path(max == 0 ? "dropped_http_5xx" : "dropped_offline_full").asInt())
            .isEqualTo(5 - max);
      }
    }
  }

  @Test
  void anAttemptEndsAfterTheTimeOfTheVariable() {
    try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.hang());
        JavaProcess process =
            launch(replayStack, 1)
                .env("REPLAYSTACK_TIMEOUT_MS", "234")
                .env("REPLAYSTACK_RETRIES", "0")
                .env("REPLAYSTACK_OFFLINE_QUEUE_MAX", "0")
                .start()) {
      assertThat(counters(process).path("dropped_http_5xx").asInt()).isEqualTo(2);
      assertThat(process.output()).anyMatch(line -> line.contains("no answer within 234 ms"));
    }
  }

  @Test
  void aRateOfZeroASwitchThatIsOffAndAnIntervalHold() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        JavaProcess sampled = launch(replayStack, 3).env("REPLAYSTACK_SAMPLE_RATE", "0").start();
        JavaProcess off = launch(replayStack, 3).env("REPLAYSTACK_ENABLED", "false").start();
        JavaProcess slow =
            launch(replayStack, 3)
                .env("REPLAYSTACK_FLUSH_INTERVAL_MS", "3600000")
                .env("REPLAYSTACK_TIMEOUT_MS", "20000")
                .start()) {
      assertThat(counters(sampled).path("dropped_sampled").asInt()).isEqualTo(4);
      assertThat(counters(off).isEmpty()).isTrue();
      // all of it waits for the flush, however long the application takes until then
      assertThat(slow.awaitLine(line -> line.startsWith("interval ")))
          .isEqualTo("interval 3600000");
      assertThat(counters(slow).path("sent").asInt()).isEqualTo(4);
      assertThat(replayStack.events()).hasSize(4);
    }
  }

  private static JsonNode counters(JavaProcess process) {
    String line = process.awaitLine(one -> one.startsWith(COUNTERS));
    try {
      JsonNode counters = new ObjectMapper().readTree(line.substring(COUNTERS.length()));
      long outcomes = 0;
      for (Map.Entry<String, JsonNode> counter : counters.properties()) {
        boolean outcome = counter.getKey().matches("sent|waiting|spooled|dropped_.*");
        outcomes += outcome ? counter.getValue().asLong() : 0;
      }
      assertThat(outcomes)
          .as("offered + adopted = sent + waiting + spooled + dropped, in %s", counters)
          .isEqualTo(counters.path("offered").asLong() + counters.path("adopted").asLong());
      return counters;
    } catch (JsonProcessingException e) {
      throw new AssertionError(line, e);
    }
  }

  private static JavaLaunch launch(FakeIngest replayStack, int failures) {
    return launch(replayStack.uri().toString(), failures);
  }

  private static JavaLaunch launch(String endpoint, int failures) {
    return JavaProcess.of(Worker.class)
        .env("REPLAYSTACK_API_KEY", "key-of-the-variable")
        .env("REPLAYSTACK_ENDPOINT", endpoint)
        .argument(String.valueOf(failures));
  }

  /** Sends so many events of failures, and one of a success. */
  public static final class Worker {

    private Worker() {}

    public static void main(String[] arguments) throws JsonProcessingException {
      try (ApplicationContext context =
          Micronaut.build(new String[0]).banner(false).properties(settings(arguments)).start()) {
        Routeflow routeflow = context.getBean(Routeflow.class);
        for (int i = 0; i < Integer.parseInt(arguments[0]); i++) {
          routeflow.addBreadcrumb("first");
          routeflow.addBreadcrumb("second");
          routeflow.captureEvent(
              CapturedEvent.named("failed-job")
                  .type(EventType.JOB)
                  .status(EventStatus.FAILED)
                  .requestPayload("x".repeat(100))
                  .build());
        }
        routeflow.captureEvent(CapturedEvent.named("job").type(EventType.JOB).build());
        System.out.println(
            "interval "
                + context
                    .getBean(RedactedConfiguration.class)
                    .shown()
                    .get("replaystack.flush-interval-ms"));
        boolean flushed = routeflow.flush(Duration.ofSeconds(60));
        System.out.println(flushed ? "done" : "not flushed");
        RouteflowStats.Destination one = routeflow.stats().destinations().get("replaystack");
        System.out.println(
            COUNTERS + new ObjectMapper().writeValueAsString(one == null ? Map.of() : one.asMap()));
      }
    }

    private static Map<String, Object> settings(String[] arguments) {
      String retryBase = arguments.length > 1 ? arguments[1] : "5";
      return Map.of(
          "micronaut.server.host",
          "127.0.0.1",
          "micronaut.server.port",
          -1,
          "micronaut.security.enabled",
          false,
          "routeflow.console.enabled",
          false,
          "routeflow.replaystack.retry-base-ms",
          retryBase);
    }
  }
}
