package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.ManualClock;
import suite.support.Pings;
import suite.support.TestApplication;

/** An outage is one line on the way down, one a minute with the sum, and one on recovery. */
final class OutageLogTest {

  private static final String SPEC = "OutageLogTest";

  @Test
  void ofAnEndpointThatFailsForMinutes() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.delivery");
        FakeIngest ingest = FakeIngest.start(Answer.status(503));
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of("routeflow.retry-base-ms", 1, "routeflow.max-events-per-batch", 1))) {
      ManualClock clock = application.context().getBean(ManualClock.class);
      lose(application, 4, 4);
      awaitWarning(log, "Delivery to ingest fails (status 503); the application is not affected");

      clock.advance(Duration.ofSeconds(59));
      lose(application, 3, 7);
      assertThat(log.events()).hasSize(1);

      clock.advance(Duration.ofSeconds(1));
      lose(application, 1, 8);
      awaitWarning(
          log,
          "Delivery to ingest still fails (status 503): 22 attempts failed, 7 events were lost");
      clock.advance(Duration.ofSeconds(60));
      lose(application, 1, 9);
      awaitWarning(
          log,
          "Delivery to ingest still fails (status 503): 25 attempts failed, 8 events were lost");

      ingest.otherwise(Answer.accept());
      clock.advance(Duration.ofSeconds(5));
      Pings.send(application, 3);
      LedgerLaw.holdsAtRest(application, 12);
      log.await(
          line ->
              line.getLevel() == Level.INFO
                  && line.getFormattedMessage()
                      .equals(
                          "Delivery to ingest works again after 125 s:"
                              + " 27 attempts failed, 9 events were lost"));
      assertThat(log.events(Level.WARN)).hasSize(3);
      assertThat(log.events(Level.INFO)).hasSize(1);
    }
  }

  private static void lose(TestApplication application, int events, int lostInAll) {
    Pings.send(application, events);
    assertThat(LedgerLaw.holdsAtRest(application, lostInAll).droppedTotal()).isEqualTo(lostInAll);
  }

  private static void awaitWarning(LogCapture log, String text) {
    log.await(line -> line.getLevel() == Level.WARN && line.getFormattedMessage().equals(text));
  }

  @Requires(property = "spec.name", value = SPEC)
  @Factory
  static class Clocks {
    @Singleton
    ManualClock clock() {
      return new ManualClock();
    }

    @Singleton
    @Named("routeflow")
    LongSupplier nanoTime(ManualClock clock) {
      return () -> TimeUnit.MILLISECONDS.toNanos(clock.millis());
    }
  }
}
