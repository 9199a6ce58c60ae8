package suite.replaystack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.ReceivedBatch;
import suite.support.ReplayStackContract;
import suite.support.TestApplication;

/** Whatever ReplayStack answers, or does not, each event has one outcome and is counted once. */
final class DeliveryTest {

  private static final String SPEC = "replaystack.DeliveryTest";
  private static final String INTERVAL = "routeflow.replaystack.flush-interval-ms";
  private static final int EVENTS = 40;

  static Stream<Arguments> passingFaults() {
    return Stream.of(
        arguments("503", Answer.status(503)),
        arguments("429", Answer.retryAfter(429, "0")),
        arguments("408", Answer.status(408)),
        arguments("reset", Answer.reset()),
        arguments("half an answer", Answer.halfResponse()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("passingFaults")
  void aFaultThatPassesIsTriedOnceMoreUnderTheSameId(String fault, Answer answer) {
    try (FakeIngest replayStack = ReplayStackContract.receiver().answer(answer);
        TestApplication application = Receiving.start(replayStack, SPEC, Map.of())) {
      Pings.send(application, 1);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 1);

      assertThat(stats.sent()).isEqualTo(1);
      assertThat(stats.retries()).isEqualTo(1);
      assertThat(replayStack.attempts())
          .hasSize(2)
          .extracting(ReceivedBatch::batchId)
          .containsOnly(replayStack.attempts().get(0).batchId());
    }
  }

  @Test
  void theIdempotencyKeyOfACallIsTheIdOfItsEvent() {
    try (FakeIngest ingest = FakeIngest.start();
        FakeIngest replayStack = ReplayStackContract.receiver().answer(Answer.status(503));
        TestApplication application = both(ingest, replayStack, Map.of())) {
      Pings.send(application, 3);
      application.context().getBean(Routeflow.class).captureException(new IllegalStateException());
      ingest.awaitEvents(4);
      replayStack.awaitEvents(4);
      Map<String, String> tracesByEvent = new HashMap<>();
      for (JsonNode event : ingest.events()) {
        tracesByEvent.put(event.path("event_id").asText(), event.path("trace_id").asText());
      }
      assertThat(replayStack.attempts())
          .hasSize(5)
          .allSatisfy(
              call ->
                  assertThat(tracesByEvent)
                      .containsEntry(
                          String.valueOf(call.headers().first("Idempotency-Key")),
                          call.json().path("traceId").asText()));
      assertThat(replayStack.batches())
          .extracting(ReceivedBatch::batchId)
          .containsExactlyInAnyOrderElementsOf(tracesByEvent.keySet());
    }
  }

  /** In the queue, since a call has one event: the dispatcher ticks as often as is needed. */
  @Test
  void anEventWaitsForTheIntervalUnlessItIsFlushed() {
    try (FakeIngest patient = ReplayStackContract.receiver();
        FakeIngest quick = ReplayStackContract.receiver();
        TestApplication waiting = Receiving.start(patient, SPEC, Map.of(INTERVAL, 3_600_000));
        TestApplication other = Receiving.start(quick, SPEC, Map.of(INTERVAL, 0))) {
      // with this one it learns of the interval of its destination
      Pings.send(waiting, 1);
      assertThat(waiting.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(patient.events()).hasSize(1);
      Pings.send(waiting, 1);
      for (int i = 1; i <= 4; i++) {
        Pings.send(other, 1);
        quick.awaitEvents(i);
      }
      // with that of the other, or the default, it would have come in this time
      assertThat(LedgerLaw.holds(waiting, 2).waiting()).isEqualTo(1);
      assertThat(patient.attempts()).hasSize(1);
      assertThat(waiting.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE)).isTrue();
      assertThat(patient.events()).hasSize(2);
    }
  }

  static Stream<Arguments> lastingFaults() {
    return Stream.of(
        arguments("503", Answer.status(503), DropReason.HTTP_5XX, 2),
        arguments("hang", Answer.hang(), DropReason.HTTP_5XX, 2),
        arguments("reset", Answer.reset(), DropReason.HTTP_5XX, 2),
        arguments("400", Answer.status(400), DropReason.HTTP_4XX, 1),
        arguments("413", Answer.status(413), DropReason.HTTP_4XX, 1),
        arguments("422", Answer.status(422), DropReason.HTTP_4XX, 1),
        arguments("redirect", Answer.redirect("http://127.0.0.1:1/"), DropReason.REDIRECT, 1));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("lastingFaults")
  void aFaultThatLastsIsCountedByItsReasonAfterSoManyAttempts(
      String fault, Answer answer, DropReason reason, int attempts) {
    try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(answer);
        TestApplication application =
            Receiving.start(replayStack, SPEC, Map.of("routeflow.replaystack.timeout-ms", 300))) {
      Pings.send(application, 1);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 1);

      assertThat(stats.dropped(reason)).isEqualTo(1);
      assertThat(replayStack.attempts()).hasSize(attempts);
    }
  }

  @Test
  void whatCannotBeDeliveredIsKeptUnlessSwitchedOffAndComesWithTheNextSuccess() {
    for (int kept : new int[] {100, 3}) {
      Map<String, Object> settings = new HashMap<>();
      settings.put("routeflow.replaystack.offline-queue-max", kept);
      settings.put("routeflow.replaystack.max-attempts", 1);
      settings.put("routeflow.replaystack.max-batches-in-flight", 1);
      try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.status(503));
          TestApplication application = Receiving.start(replayStack, SPEC, settings)) {
        Pings.send(application, 5);
        replayStack.awaitRequests(5);
        await()
            .atMost(FakeIngest.PATIENCE)
            .until(() -> LedgerLaw.holds(application, 5).waiting() == Math.min(5, kept));
        replayStack.otherwise(Answer.accept());
        Pings.send(application, 1);

        RouteflowStats stats = LedgerLaw.holdsAtRest(application, 6);
        assertThat(stats.sent()).isEqualTo(Math.min(5, kept) + 1);
        assertThat(stats.dropped(DropReason.OFFLINE_FULL)).isEqualTo(5 - Math.min(5, kept));
      }
    }
  }

  @Test
  void aWrongKeyIsLoggedWithTheSettingToLookAtAndNeverWithTheKey() {
    try (LogCapture log = LogCapture.ofEverything(Level.DEBUG);
        FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.status(401));
        TestApplication application = Receiving.start(replayStack, SPEC, Map.of())) {
      Pings.send(application, 3);
      assertThat(LedgerLaw.holdsAtRest(application, 3).dropped(DropReason.HTTP_4XX)).isEqualTo(3);

      assertThat(log.messages())
          .filteredOn(line -> line.startsWith("Delivery to "))
          .containsExactly(
              "Delivery to replaystack was rejected (status 401, check"
                  + " routeflow.replaystack.api-key): 1 events were dropped");
      assertThat(log.messages()).noneMatch(line -> line.contains(Receiving.KEY));
    }
  }

  @Test
  void aRetryAfterHoldsBackThisDestinationAndNoOther() {
    try (FakeIngest ingest = FakeIngest.start();
        FakeIngest replayStack =
            ReplayStackContract.receiver().otherwise(Answer.retryAfter(429, "60"));
        TestApplication application = both(ingest, replayStack, Map.of())) {
      Pings.send(application, 1);
      await()
          .atMost(FakeIngest.PATIENCE)
          .until(() -> at(LedgerLaw.holds(application, 1)).lastErrorAt() != null);
      Pings.send(application, EVENTS);
      ingest.awaitEvents(EVENTS + 1);

      RouteflowStats stats = LedgerLaw.holds(application, EVENTS + 1);
      assertThat(stats.sent()).isEqualTo(EVENTS + 1);
      assertThat(at(stats).waiting()).isEqualTo(EVENTS + 1);
      assertThat(replayStack.attempts()).hasSize(1);
    }
  }

  @Test
  void whereItHangsTheIngestEndpointLosesNothingAndTheOtherWayRound() {
    for (boolean replayStackHangs : new boolean[] {true, false}) {
      Routeflow routeflow;
      try (FakeIngest ingest = FakeIngest.start();
          FakeIngest replayStack = ReplayStackContract.receiver()) {
        (replayStackHangs ? replayStack : ingest).otherwise(Answer.hang());
        FakeIngest healthy = replayStackHangs ? ingest : replayStack;
        try (TestApplication application =
            both(ingest, replayStack, Map.of("routeflow.shutdown-timeout-ms", 100))) {
          routeflow = application.context().getBean(Routeflow.class);
          Pings.send(application, EVENTS);
          assertThat(healthy.awaitEvents(EVENTS)).hasSize(EVENTS);
        }
        RouteflowStats stats = LedgerLaw.holds(routeflow, EVENTS);
        assertThat(stats.destinations().keySet()).containsExactly("ingest", "replaystack");
        assertThat(healthy.attempts()).hasSize(replayStackHangs ? ingestBatches(ingest) : EVENTS);
      }
    }
  }

  private static int ingestBatches(FakeIngest ingest) {
    return ingest.batches().size();
  }

  @Test
  void connectionsAreUsedAgainAndNeverMoreThanTheBatchesInFlight() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application =
            Receiving.start(
                replayStack, SPEC, Map.of("routeflow.replaystack.max-batches-in-flight", 2))) {
      Pings.send(application, EVENTS);
      assertThat(LedgerLaw.holdsAtRest(application, EVENTS).sent()).isEqualTo(EVENTS);

      assertThat(replayStack.attempts()).hasSize(EVENTS);
      assertThat(replayStack.connectionsInAll()).isBetween(1, 2);
      assertThat(LedgerLaw.holdsAtRest(application, EVENTS).retries()).isZero();
    }
  }

  @Test
  void anAnswerThatDripsHoldsNoConnectionForLongerThanItsAttempt() {
    try (FakeIngest replayStack =
            ReplayStackContract.receiver()
                .otherwise(Answer.drip("HTTP/1.1 202 Accepted\r\nContent-Length: 100000\r\n\r\n"));
        TestApplication application =
            Receiving.start(replayStack, SPEC, Map.of("routeflow.replaystack.timeout-ms", 200))) {
      Pings.send(application, 2);
      LedgerLaw.holdsAtRest(application, 2);
      await().atMost(FakeIngest.PATIENCE).until(() -> replayStack.openConnections() == 0);
    }
  }

  @Test
  void whereItIsPartOfTheSameApplicationItsOwnTrafficIsNoEvent() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application = Receiving.start(replayStack, SPEC, Map.of())) {
      Pings.send(application, 1);
      String id = replayStack.awaitRequests(1).get(0).batchId();
      LedgerLaw.holdsAtRest(application, 1);

      String path = "/api/v1/ingest/events";
      RawHttp.exchange(
          application.port(),
          RawHttp.request("POST", path, "Idempotency-Key: " + id, "Content-Length: 0"));
      LedgerLaw.holdsAtRest(application, 1);
      RawHttp.exchange(
          application.port(),
          RawHttp.request("POST", path, "Idempotency-Key: forged", "Content-Length: 0"));
      LedgerLaw.holdsAtRest(application, 2);
    }
  }

  private static RouteflowStats.Destination at(RouteflowStats stats) {
    return Objects.requireNonNull(stats.destinations().get("replaystack"));
  }

  private static TestApplication both(
      FakeIngest ingest, FakeIngest replayStack, Map<String, ?> settings) {
    Map<String, Object> all = new HashMap<>(Receiving.settings(replayStack));
    all.putAll(settings);
    return Pings.start(ingest, SPEC, all);
  }
}
