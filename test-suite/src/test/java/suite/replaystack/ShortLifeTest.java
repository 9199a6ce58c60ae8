package suite.replaystack;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.ReplayStackContract;
import suite.support.TestApplication;

/** A process that ends before any of its events was sent. */
final class ShortLifeTest {

  private static final String SPEC = "replaystack.ShortLifeTest";
  private static final int EVENTS = 3;

  @Test
  void whatTheOnlyDestinationWithASpoolHasNotTakenIsOnDisk(@TempDir Path directory) {
    Map<String, Object> settings =
        Map.of(
            "routeflow.flush-interval-ms",
            3_600_000,
            "routeflow.shutdown-timeout-ms",
            2000,
            "routeflow.spool.directory",
            directory.toString(),
            "routeflow.replaystack.spool.enabled",
            true);
    Routeflow routeflow;
    try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.hang())) {
      try (TestApplication application = Receiving.start(replayStack, SPEC, settings)) {
        routeflow = application.context().getBean(Routeflow.class);
        for (int i = 0; i < EVENTS; i++) {
          routeflow.captureEvent(CapturedEvent.named("job").build());
        }
      }
      RouteflowStats stopped = LedgerLaw.holds(routeflow, EVENTS);
      assertThat(stopped.spooled()).isEqualTo(EVENTS);
      assertThat(stopped.droppedTotal()).isZero();
    }
  }
}
