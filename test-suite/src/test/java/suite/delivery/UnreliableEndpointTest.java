package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import ch.qos.logback.classic.Level;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.ReceivedBatch;
import suite.support.TestApplication;

final class UnreliableEndpointTest {

  private static final String SPEC = "UnreliableEndpointTest";
  private static final Map<String, Object> BRISK = Map.of("routeflow.retry-base-ms", 5);

  /** For an endpoint that does not answer; long enough for one that does. */
  private static final Map<String, Object> IMPATIENT =
      Map.of("routeflow.timeout-ms", 1000, "routeflow.retry-base-ms", 5);

  static Stream<Arguments> faults() {
    return Stream.of(
        arguments("accepted and never answered", Answer.hang()),
        arguments("half a body", Answer.halfResponse()),
        arguments("half a head", Answer.halfHeaders()),
        arguments("reset", Answer.reset()),
        arguments("408", Answer.status(408)),
        arguments("429", Answer.status(429)),
        arguments("500", Answer.status(500)),
        arguments("503", Answer.status(503)),
        arguments("503 with nonsense in Retry-After", Answer.retryAfter(503, "soon, perhaps")),
        arguments("429 with a date in the past", past()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void aFaultIsTriedThreeTimesInAllUnderOneIdThenTheBatchIsDroppedAndTheNextOneArrives(
      String fault, Answer answer) {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = startConnected(ingest, answer)) {
      ingest.answer(answer, answer, answer);
      Pings.send(application, 1);
      List<ReceivedBatch> attempts = ingest.awaitRequests(4);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);

      assertThat(attempts.subList(1, 4))
          .extracting(ReceivedBatch::batchId)
          .containsOnly(attempts.get(1).batchId());
      assertThat(attempts).hasSize(4);
      assertThat(stats.dropped(DropReason.HTTP_5XX)).isEqualTo(1);
      assertThat(stats.retries()).isEqualTo(2);
      assertThat(stats.lastErrorAt()).isNotNull();

      Pings.send(application, 1);
      ingest.awaitEvents(2);
      assertThat(LedgerLaw.holdsAtRest(application, 3).sent()).isEqualTo(2);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("faults")
  void anAttemptThatSucceedsAfterAFaultDeliversTheBatchOnce(String fault, Answer answer) {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = startConnected(ingest, answer)) {
      ingest.answer(answer);
      Pings.send(application, 1);
      ingest.awaitEvents(2);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
      assertThat(stats.sent()).isEqualTo(2);
      assertThat(stats.retries()).isEqualTo(1);
      assertThat(stats.droppedTotal()).isZero();
      assertThat(ingest.attempts()).hasSize(3);
      assertThat(ingest.attempts().subList(1, 3))
          .extracting(ReceivedBatch::batchId)
          .containsOnly(ingest.batches().get(1).batchId());
    }
  }

  /** An application that has delivered before, so that no first connection takes its time. */
  private static TestApplication startConnected(FakeIngest ingest, Answer fault) {
    Map<String, Object> settings = fault.equals(Answer.hang()) ? IMPATIENT : BRISK;
    TestApplication application = Pings.start(ingest, SPEC, settings);
    Pings.send(application, 1);
    LedgerLaw.holdsAtRest(application, 1);
    return application;
  }

  @Test
  void anEndpointThatRefusesConnectionsIsSurvivedAndUsedAgainWhenItIsBack() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.delivery");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, BRISK)) {
      ingest.refuse();
      Pings.send(application, 3);
      RouteflowStats down = LedgerLaw.holdsAtRest(application, 3);
      assertThat(down.dropped(DropReason.HTTP_5XX)).isEqualTo(3);

      ingest.listenAgain();
      Pings.send(application, 2);
      ingest.awaitEvents(2);
      assertThat(LedgerLaw.holdsAtRest(application, 5).sent()).isEqualTo(2);
      log.await(event -> event.getFormattedMessage().startsWith("Delivery to ingest works again"));
      assertThat(log.events(Level.WARN))
          .singleElement()
          .satisfies(
              line -> {
                assertThat(line.getFormattedMessage()).startsWith("Delivery to ingest fails (");
                assertThat(line.getThrowableProxy()).isNull();
              });
      assertThat(log.events(Level.INFO)).hasSize(1);
    }
  }

  @Test
  void aTwoHundredWithGarbageIsAcceptedSinceTheContractAsksForNoBody() {
    try (FakeIngest ingest = FakeIngest.start(Answer.garbage200());
        TestApplication application = Pings.start(ingest, SPEC, BRISK)) {
      Pings.send(application, 2);
      ingest.awaitEvents(2);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
      assertThat(stats.sent()).isEqualTo(2);
      assertThat(stats.retries()).isZero();
    }
  }

  @Test
  void aHugeAnswerIsNotReadToItsEndWhileItsStatusCounts() {
    Answer huge = Answer.hugeBody(8 * 1024 * 1024);
    try (FakeIngest ingest = FakeIngest.start().answer(huge);
        TestApplication application = Pings.start(ingest, SPEC, BRISK)) {
      Pings.send(application, 1);
      assertThat(LedgerLaw.holdsAtRest(application, 1).sent()).isEqualTo(1);
      // the connection is given up, rather than read
      await().atMost(FakeIngest.PATIENCE).until(() -> ingest.openConnections() == 0);
      Pings.send(application, 1);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
      assertThat(stats.sent()).isEqualTo(2);
      assertThat(stats.retries()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 403, 404, 422, 451})
  void aRefusalIsNotRepeatedButCountedAndLoggedOncePerKind(int status) {
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start(Answer.status(status));
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.max-events-per-batch", 1))) {
      Pings.send(application, 4);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 4);
      assertThat(stats.dropped(DropReason.HTTP_4XX)).isEqualTo(4);
      assertThat(stats.retries()).isZero();
      assertThat(stats.lastErrorAt()).isNotNull();
      assertThat(ingest.attempts()).hasSize(4);
      assertThat(log.events(Level.WARN))
          .singleElement()
          .satisfies(line -> assertThat(line.getFormattedMessage()).contains("status " + status));
    }
  }

  @Test
  void aRefusalOfAnotherKindIsLoggedTooThoughAMinuteHasNotPassed() {
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest =
            FakeIngest.start().answer(Answer.status(400), Answer.status(403), Answer.status(400));
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.max-events-per-batch", 1, "routeflow.max-batches-in-flight", 1))) {
      Pings.send(application, 4);

      LedgerLaw.holdsAtRest(application, 4);
      assertThat(log.events(Level.WARN)).hasSize(2);
      assertThat(log.messages())
          .anyMatch(line -> line.contains("status 400"))
          .anyMatch(line -> line.contains("status 403"));
    }
  }

  @Test
  void aBatchThatIsTooLargeIsHalvedUnderNewIdsDownToTheEventsThatAreTooLargeThemselves() {
    Answer tooLarge = Answer.status(413);
    try (FakeIngest ingest =
            FakeIngest.start().answer(tooLarge, tooLarge, tooLarge, tooLarge, tooLarge);
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.flush-interval-ms", 3_600_000,
                    "routeflow.max-events-per-batch", 4,
                    "routeflow.max-batches-in-flight", 1))) {
      Pings.send(application, 4);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 4);

      // 4 is too large, 2 and 2 are, then the first and the second event are, two are not
      assertThat(ingest.attempts()).hasSize(7);
      assertThat(ingest.attempts()).extracting(ReceivedBatch::batchId).doesNotHaveDuplicates();
      assertThat(stats.dropped(DropReason.HTTP_4XX)).isEqualTo(2);
      assertThat(stats.sent()).isEqualTo(2);
      assertThat(stats.batchesInFlight()).isZero();
    }
  }

  @Test
  void halvingKeepsToTheLimitOfBatchesInFlight() {
    try (FakeIngest ingest =
            FakeIngest.start().answer(Answer.status(413)).otherwise(Answer.hang());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.flush-interval-ms", 3_600_000,
                    "routeflow.max-events-per-batch", 8,
                    "routeflow.max-batches-in-flight", 1,
                    "routeflow.timeout-ms", 60_000,
                    "routeflow.shutdown-timeout-ms", 0))) {
      Pings.send(application, 8);
      ingest.awaitRequests(2);

      RouteflowStats stats = LedgerLaw.holds(application, 8);
      assertThat(stats.batchesInFlight()).isEqualTo(1);
      assertThat(stats.waiting()).isEqualTo(8);
      assertThat(ingest.attempts()).hasSize(2);
    }
  }

  @Test
  void aRedirectIsNotFollowedSoThatTheKeyGoesNowhereElse() {
    try (FakeIngest elsewhere = FakeIngest.start();
        FakeIngest ingest = FakeIngest.start(Answer.redirect(elsewhere.uri() + "/v1/events"));
        TestApplication application = Pings.start(ingest, SPEC, BRISK)) {
      Pings.send(application, 2);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
      assertThat(stats.dropped(DropReason.REDIRECT)).isEqualTo(2);
      assertThat(stats.retries()).isZero();
      assertThat(elsewhere.attempts()).isEmpty();
    }
  }

  @Test
  void theIngestKeyIsInNoLineOfOursAtAnyLevel() {
    try (LogCapture log = LogCapture.of("io.routeflow", Level.TRACE);
        FakeIngest ingest =
            FakeIngest.start()
                .answer(Answer.status(401), Answer.reset(), Answer.status(503), Answer.accept());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.debug", true,
                    "routeflow.max-events-per-batch", 1,
                    "routeflow.retry-base-ms", 5))) {
      Pings.send(application, 4);
      LedgerLaw.holdsAtRest(application, 4);
      application.close();

      assertThat(log.events()).isNotEmpty();
      assertThat(log.events())
          .allSatisfy(
              line ->
                  assertThat(line.getFormattedMessage() + line.getThrowableProxy())
                      .doesNotContain(TestApplication.INGEST_KEY));
    }
  }

  private static Answer past() {
    return Answer.retryAfter(429, "Tue, 03 Jun 2008 11:05:30 GMT");
  }
}
