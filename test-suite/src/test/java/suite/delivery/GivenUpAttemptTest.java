package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/** An attempt that is given up closes its connection, whatever still arrives on it. */
final class GivenUpAttemptTest {

  private static final String SPEC = "GivenUpAttemptTest";
  private static final int IN_FLIGHT = 2;

  /** Of three attempts each. */
  private static final int BATCHES = 4;

  static Stream<Arguments> answersWithoutEnd() {
    return Stream.of(
        arguments("a status line", "HT"),
        arguments("a header", "HTTP/1.1 202 Accepted\r\nX-Long: "),
        arguments("a body", "HTTP/1.1 202 Accepted\r\nContent-Length: 100000\r\n\r\n"),
        arguments("a body of an error", "HTTP/1.1 503 No\r\nContent-Length: 100000\r\n\r\n"),
        arguments("after an informational answer", "HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 2"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("answersWithoutEnd")
  void anAnswerThatDripsHoldsNoConnectionForLongerThanItsAttempt(String where, String start) {
    try (FakeIngest ingest = FakeIngest.start(Answer.drip(start));
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.timeout-ms", 500,
                    "routeflow.retry-base-ms", 5,
                    "routeflow.max-events-per-batch", 1,
                    "routeflow.max-batches-in-flight", IN_FLIGHT))) {
      Pings.send(application, BATCHES);
      ingest.awaitRequests(3 * BATCHES);
      LedgerLaw.holdsAtRest(application, BATCHES);
      await().atMost(FakeIngest.PATIENCE).until(() -> ingest.openConnections() == 0);

      ingest.otherwise(Answer.accept());
      Pings.send(application, BATCHES);
      ingest.awaitEvents(BATCHES);
      LedgerLaw.holdsAtRest(application, 2 * BATCHES);
      assertThat(ingest.openConnections()).isBetween(1, IN_FLIGHT);
    }
  }
}
