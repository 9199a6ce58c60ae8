package suite.replaystack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.RedactedConfiguration;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.EventStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.ReplayStackContract;
import suite.support.TestApplication;

/** Each setting of the destination does what it says. */
final class SettingsTest {

  private static final String SPEC = "replaystack.SettingsTest";
  private static final String PREFIX = "routeflow.replaystack.";

  @Test
  void withoutAKeyOrSwitchedOffNothingIsSentAndNoClientIsMade() {
    for (Map<String, Object> settings :
        List.<Map<String, Object>>of(
            Map.of(PREFIX + "api-key", ""), Map.of(PREFIX + "enabled", false))) {
      try (FakeIngest replayStack = ReplayStackContract.receiver();
          TestApplication application = Receiving.start(replayStack, SPEC, settings)) {
        Pings.send(application, 2);
        RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);

        assertThat(stats.dropped(DropReason.NO_EXPORTER)).isEqualTo(2);
        assertThat(stats.destinations()).isEmpty();
        assertThat(application.context().getActiveBeanRegistrations(Object.class))
            .noneMatch(bean -> bean.getBeanDefinition().getName().contains("ReplayStackClient"));
      }
    }
  }

  @Test
  void theEndpointIsTheBaseAndTheIngestUrlTheWholeAddress() {
    assertThat(pathWith(server -> Map.of(PREFIX + "endpoint", server)))
        .isEqualTo("/api/v1/ingest/events");
    assertThat(pathWith(server -> Map.of(PREFIX + "endpoint", server + "/base/")))
        .isEqualTo("/base/api/v1/ingest/events");
    assertThat(
            pathWith(
                server ->
                    Map.of(
                        PREFIX + "endpoint",
                        "http://127.0.0.1:1",
                        PREFIX + "ingest-url",
                        server + "/own%2Fevents%20here/%7Bx%7D%3Fb%25c")))
        .isEqualTo("/own%2Fevents%20here/%7Bx%7D%3Fb%25c");
    assertThat(pathWith(server -> Map.of(PREFIX + "ingest-url", server))).isEqualTo("/");
  }

  private static String pathWith(Function<String, Map<String, Object>> settings) {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application =
            Receiving.start(replayStack, SPEC, settings.apply(replayStack.uri().toString()))) {
      Pings.send(application, 1);
      LedgerLaw.holdsAtRest(application, 1);
      return replayStack.awaitRequests(1).get(0).path();
    }
  }

  @Test
  void whoSendsMayDifferFromTheRestOfTheModule() {
    JsonNode payload =
        payloadWith(
            Map.of(
                PREFIX + "service-name",
                "rs-orders",
                PREFIX + "environment",
                "rs-production",
                PREFIX + "app-version",
                "rs-1",
                PREFIX + "commit-hash",
                "rs-a7f91c",
                "routeflow.service-name",
                "orders",
                "routeflow.env",
                "production",
                "routeflow.service-version",
                "1",
                "routeflow.code-version",
                "a7f91c"));
    assertThat(payload.path("serviceName").asText()).isEqualTo("rs-orders");
    assertThat(payload.path("environment").asText()).isEqualTo("rs-production");
    assertThat(payload.path("appVersion").asText()).isEqualTo("rs-1");
    assertThat(payload.path("commitHash").asText()).isEqualTo("rs-a7f91c");

    JsonNode plain = payloadWith(Map.of());
    assertThat(plain.path("serviceName").asText()).isEqualTo("test-application");
    assertThat(plain.path("environment").asText()).isEqualTo("development");
    assertThat(plain.has("appVersion")).isFalse();
  }

  private static JsonNode payloadWith(Map<String, ?> settings) {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application = Receiving.start(replayStack, SPEC, settings)) {
      Pings.send(application, 1);
      return replayStack.awaitEvents(1).get(0);
    }
  }

  @Test
  void aRateOfZeroAndSuccessesThatAreNotWantedAreHeldBackHereAndNowhereElse() {
    with(
        Map.of(PREFIX + "sample-rate", 0),
        (ingest, replayStack, application) -> {
          Pings.send(application, 3);
          assertThat(at(LedgerLaw.holdsAtRest(application, 3)).dropped())
              .isEqualTo(Map.of(DropReason.SAMPLED, 3L));
          assertThat(ingest.events()).hasSize(3);
        });
    with(
        Map.of(PREFIX + "capture-success", false),
        (ingest, replayStack, application) -> {
          Pings.send(application, 3);
          RawHttp.exchange(application.port(), RawHttp.get("/not/there"));
          assertThat(at(LedgerLaw.holdsAtRest(application, 4)).dropped())
              .isEqualTo(Map.of(DropReason.FILTERED, 3L));
          assertThat(replayStack.events()).hasSize(1);
          assertThat(ingest.events()).hasSize(4);
        });
  }

  @Test
  void whatIsLeftOutNeverGetsThere() {
    with(
        Map.of(
            PREFIX + "leave-out",
            "breadcrumbs,attributes,request,response,exception,sql,external_calls,auth"),
        (ingest, replayStack, application) -> {
          Routeflow routeflow = application.context().getBean(Routeflow.class);
          routeflow.addBreadcrumb(Breadcrumb.of("canary"));
          routeflow.captureEvent(
              CapturedEvent.named("job")
                  .attribute("a", "canary")
                  .requestPayload("canary")
                  .responsePayload("canary")
                  .build());
          JsonNode payload = replayStack.awaitEvents(1).get(0);
          assertThat(payload.toString()).doesNotContain("canary").doesNotContain("metadata");
          assertThat(ingest.awaitEvents(1).get(0).toString()).contains("canary");
        });
  }

  @Test
  void theIntervalDecidesHowLongAnEventWaitsAndZeroMeansASecond() {
    for (Object interval : List.of(20, 0)) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("routeflow.flush-interval-ms", 20);
      settings.put(PREFIX + "flush-interval-ms", interval);
      try (LogCapture log = LogCapture.of("io.routeflow.micronaut.configuration");
          FakeIngest replayStack = ReplayStackContract.receiver();
          TestApplication application = Receiving.start(replayStack, SPEC, settings)) {
        Pings.send(application, 1);
        replayStack.awaitEvents(1);
        Object inForce =
            application
                .context()
                .getBean(RedactedConfiguration.class)
                .shown()
                .get("replaystack.flush-interval-ms");
        assertThat(inForce).isEqualTo(interval.equals(0) ? 1000L : 20L);
        assertThat(log.messages()).isEmpty();
      }
    }
  }

  @Test
  void oneEventACallWhateverIsAskedFor() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.configuration");
        FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application =
            Receiving.start(replayStack, SPEC, Map.of(PREFIX + "max-events-per-batch", 10))) {
      Pings.send(application, 20);
      LedgerLaw.holdsAtRest(application, 20);
      assertThat(replayStack.attempts()).hasSize(20);
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("Invalid value '10' for routeflow.replaystack.max-events-per-batch: ");
    }
  }

  @Test
  void theWaitingRoomIsBoundedByNumberAndBySize() {
    with(
        Map.of(
            PREFIX + "queue-maxsize",
            5,
            PREFIX + "max-batches-in-flight",
            1,
            "routeflow.shutdown-timeout-ms",
            0),
        (ingest, replayStack, application) -> {
          replayStack.otherwise(Answer.hang());
          Pings.send(application, 40);
          ingest.awaitEvents(40);
          await()
              .atMost(FakeIngest.PATIENCE)
              .untilAsserted(
                  () ->
                      assertThat(
                              at(LedgerLaw.holds(application, 40)).dropped(DropReason.QUEUE_FULL))
                          .isBetween(34L, 35L));
          assertThat(replayStack.openConnections()).isEqualTo(1);
        });
    with(
        Map.of(
            PREFIX + "queue-max-bytes",
            65_536,
            PREFIX + "max-batches-in-flight",
            1,
            "routeflow.shutdown-timeout-ms",
            0),
        (ingest, replayStack, application) -> {
          replayStack.otherwise(Answer.hang());
          Routeflow routeflow = application.context().getBean(Routeflow.class);
          for (int i = 0; i < 10; i++) {
            routeflow.captureEvent(
                CapturedEvent.named("large").requestPayload("x".repeat(20_000)).build());
          }
          ingest.awaitEvents(10);
          assertThat(at(LedgerLaw.holds(application, 10)).dropped(DropReason.QUEUE_FULL))
              .isBetween(5L, 9L);
        });
  }

  @Test
  void anAttemptTakesNoLongerThanTheTimeoutAndThereAreSoManyOfThem() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.delivery");
        FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.hang());
        TestApplication application =
            Receiving.start(
                replayStack,
                SPEC,
                Map.of(PREFIX + "timeout-ms", 123, PREFIX + "max-attempts", 3))) {
      Pings.send(application, 1);
      assertThat(LedgerLaw.holdsAtRest(application, 1).dropped(DropReason.HTTP_5XX)).isEqualTo(1);
      assertThat(replayStack.attempts()).hasSize(3);
      assertThat(log.messages())
          .anyMatch(line -> line.contains("replaystack fails (no answer within 123 ms)"));
    }
  }

  @Test
  void theSecondAttemptComesAfterAWaitOfUpToWhatIsSet() {
    try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.status(503));
        TestApplication application =
            Receiving.start(
                replayStack,
                SPEC,
                Map.of(
                    PREFIX + "retry-base-ms",
                    60_000,
                    PREFIX + "max-batches-in-flight",
                    21,
                    "routeflow.shutdown-timeout-ms",
                    0))) {
      Pings.send(application, 20);
      replayStack.awaitRequests(20);
      replayStack.otherwise(Answer.accept());
      for (String trace : List.of("trace-number-1", "trace-number-2")) {
        RawHttp.exchange(
            application.port(), RawHttp.get("/ping/1", "x-routeflow-trace-id: " + trace));
        JsonNode unused = replayStack.awaitEvent(one -> one.path("traceId").asText().equals(trace));
      }
      // each waits for a random part of a minute: hardly all of them have ended theirs
      assertThat(LedgerLaw.holds(application, 22).waiting()).isGreaterThan(1);
    }
  }

  @Test
  void aFailedStatusOfTheApplicationsOwnPassesWhereSuccessesDoNot() {
    with(
        Map.of(PREFIX + "capture-success", false),
        (ingest, replayStack, application) -> {
          Routeflow routeflow = application.context().getBean(Routeflow.class);
          routeflow.captureEvent(CapturedEvent.named("ok").latency(Duration.ofMillis(1)).build());
          routeflow.captureEvent(CapturedEvent.named("no").status(EventStatus.FAILED).build());
          LedgerLaw.holdsAtRest(application, 2);
          assertThat(replayStack.events())
              .extracting(one -> one.path("endpoint").asText())
              .containsExactly("no");
        });
  }

  private interface Script {
    void play(FakeIngest ingest, FakeIngest replayStack, TestApplication application);
  }

  /** Beside an ingest endpoint. */
  private static void with(Map<String, ?> settings, Script script) {
    try (FakeIngest ingest = FakeIngest.start();
        FakeIngest replayStack = ReplayStackContract.receiver()) {
      Map<String, Object> all = new HashMap<>(Receiving.settings(replayStack));
      all.putAll(settings);
      try (TestApplication application = Pings.start(ingest, SPEC, all)) {
        script.play(ingest, replayStack, application);
      }
    }
  }

  private static RouteflowStats.Destination at(RouteflowStats stats) {
    return Objects.requireNonNull(stats.destinations().get("replaystack"));
  }
}
