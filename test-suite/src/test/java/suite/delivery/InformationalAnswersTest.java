package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

final class InformationalAnswersTest {

  private static final String SPEC = "InformationalAnswersTest";
  private static final Map<String, Object> BRISK =
      Map.of("routeflow.retry-base-ms", 5, "routeflow.max-events-per-batch", 1);

  @ParameterizedTest
  @ValueSource(strings = {"100 Continue", "102 Processing", "103 Early Hints", "199 Whatever"})
  void theAnswerThatFollowsAnInformationalOneCounts(String status) {
    String line = "HTTP/1.1 " + status + "\r\nLink: </style.css>; rel=preload\r\n\r\n";
    try (FakeIngest ingest = FakeIngest.start(Answer.after(line, Answer.accept()));
        TestApplication application = Pings.start(ingest, SPEC, BRISK)) {
      ingest.answer(Answer.after(line, Answer.status(400)));
      Pings.send(application, 4);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 4);
      assertThat(stats.sent()).isEqualTo(3);
      assertThat(stats.dropped(DropReason.HTTP_4XX)).isEqualTo(1);
      assertThat(stats.retries()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"101 Switching Protocols", "42 Nonsense"})
  void aStatusThatIsNoAnswerIsTriedAgain(String status) {
    Answer nonsense = Answer.after("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n", cut());
    try (FakeIngest ingest = FakeIngest.start().answer(nonsense);
        TestApplication application = Pings.start(ingest, SPEC, BRISK)) {
      Pings.send(application, 1);
      ingest.awaitEvents(1);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 1);
      assertThat(stats.sent()).isEqualTo(1);
      assertThat(stats.retries()).isEqualTo(1);
    }
  }

  @Test
  void aFloodOfThemIsTriedAgainAndFloodsNoLog() {
    Answer flood = Answer.drip("HTTP/1.1 103 Early Hints\r\n\r\n".repeat(2000));
    try (LogCapture log = LogCapture.ofEverything(Level.WARN);
        FakeIngest ingest = FakeIngest.start(flood);
        TestApplication application = Pings.start(ingest, SPEC, BRISK)) {
      Pings.send(application, 5);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 5);
      assertThat(stats.dropped(DropReason.HTTP_5XX)).isEqualTo(5);
      assertThat(stats.retries()).isEqualTo(10);
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("Delivery to ingest fails (");
    }
  }

  private static Answer cut() {
    return Answer.hang();
  }
}
