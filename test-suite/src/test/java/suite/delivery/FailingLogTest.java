package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import io.routeflow.micronaut.RouteflowStats;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/** A log that fails loses its lines, and nothing else. */
final class FailingLogTest {

  private static final String SPEC = "FailingLogTest";

  /** Each of these settings is warned of, in another stage, while the application starts. */
  @Test
  void anApplicationWhoseEveryLineOfOursFailsStartsAndServes() {
    Throwing throwing = Throwing.attached();
    try (FakeIngest ingest = FakeIngest.start().answer(Answer.accept());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.no-such-setting",
                    1,
                    "routeflow.max-events-per-batch",
                    "abc",
                    "routeflow.console.enabled",
                    true,
                    "routeflow.console.allow-remote",
                    true,
                    "routeflow.metrics.enabled",
                    true,
                    "routeflow.metrics.excluded-handlers",
                    "(",
                    "routeflow.debug",
                    true))) {
      Pings.send(application, 3);
      assertThat(LedgerLaw.holdsAtRest(application, 3).sent()).isEqualTo(3);
      assertThat(throwing.thrown).isTrue();
    } finally {
      throwing.detach();
    }
  }

  @Test
  void anAppenderThatThrowsNeitherLosesNorRepeatsABatch() {
    Throwing throwing = Throwing.attached();
    try (FakeIngest ingest =
            FakeIngest.start().answer(Answer.status(503), Answer.status(400), Answer.accept());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.debug",
                    true,
                    "routeflow.console.enabled",
                    false,
                    "routeflow.max-batches-in-flight",
                    1,
                    "routeflow.retry-base-ms",
                    1))) {
      Pings.send(application, 1);
      assertThat(LedgerLaw.holdsAtRest(application, 1).retries()).isEqualTo(1);
      Pings.send(application, 4);
      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 5);
      assertThat(stats.sent()).isEqualTo(4);
      assertThat(ingest.attempts()).extracting(batch -> batch.events().size()).startsWith(1, 1);
      assertThat(throwing.thrown).isTrue();
    } finally {
      throwing.detach();
    }
  }

  private static final class Throwing extends AppenderBase<ILoggingEvent> {
    private final Logger logger =
        ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger("io.routeflow.micronaut");
    private final @Nullable Level before = logger.getLevel();
    private volatile boolean thrown;

    static Throwing attached() {
      Throwing throwing = new Throwing();
      throwing.start();
      throwing.logger.addAppender(throwing);
      throwing.logger.setLevel(Level.DEBUG);
      return throwing;
    }

    void detach() {
      logger.detachAppender(this);
      logger.setLevel(before);
    }

    @Override
    public synchronized void doAppend(ILoggingEvent event) {
      thrown = true;
      throw new IllegalStateException("the disk is full");
    }

    @Override
    protected void append(ILoggingEvent event) {}
  }
}
