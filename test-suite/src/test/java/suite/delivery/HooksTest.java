package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.InternalErrorListener;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

final class HooksTest {

  private static final String RULES = "HooksTest.rules";
  private static final String UNMADE = "HooksTest.unmade";
  private static final String PLAIN = "HooksTest.plain";

  @Test
  void aRuleThatSaysNoOrThrowsKeepsTheEventFromBeingSentAndItIsCounted() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, RULES, Map.of())) {
      Pings.send(application, 9);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 9);
      assertThat(stats.dropped(DropReason.FILTERED)).isEqualTo(6);
      assertThat(stats.sent()).isEqualTo(3);
      assertThat(ingest.events()).hasSize(3);
      Errors errors = application.context().getBean(Errors.class);
      await().until(() -> errors.stages.size() == 3);
      assertThat(errors.stages).containsOnly("shouldCapture");
    }
  }

  @Test
  void whereARuleCannotBeMadeTheApplicationRunsAndNothingIsSent() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, UNMADE, Map.of())) {
      Pings.send(application, 2);

      RouteflowStats stats = LedgerLaw.holdsAtRest(application, 2);
      assertThat(stats.dropped(DropReason.FILTERED)).isEqualTo(2);
      assertThat(ingest.attempts()).isEmpty();
    }
  }

  @Test
  void debugLogsWhatIsCapturedAndWhatIsSent() {
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, PLAIN, Map.of("routeflow.debug", true))) {
      Pings.send(application, 1);
      ingest.awaitEvents(1);
      LedgerLaw.holdsAtRest(application, 1);

      assertThat(log.messages())
          .anyMatch(line -> line.startsWith("Captured GET /ping/{number} -> 200 in "))
          .anyMatch(line -> line.matches("Batch .* of 1 events, attempt 1: Accepted.*"));
    }
  }

  @Test
  void withoutDebugNothingIsLoggedWhileAllIsWell() {
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, PLAIN, Map.of("routeflow.console.enabled", false))) {
      Pings.send(application, 2);
      LedgerLaw.holdsAtRest(application, 2);
      application.close();

      assertThat(log.messages()).isEmpty();
    }
  }

  @Requires(property = "spec.name", value = RULES)
  @Singleton
  static class EveryThird implements ShouldCapture {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public boolean shouldCapture(Event event) {
      int call = calls.incrementAndGet();
      if (call % 3 == 0) {
        throw new AssertionError("the rule is broken");
      }
      return call % 3 == 1;
    }
  }

  @Requires(property = "spec.name", value = UNMADE)
  @Singleton
  static class Unmade implements ShouldCapture {

    Unmade() {
      throw new IllegalStateException("there is no such rule");
    }

    @Override
    public boolean shouldCapture(Event event) {
      return true;
    }
  }

  @Requires(property = "spec.name", value = RULES)
  @Singleton
  static class Errors implements InternalErrorListener {
    final Queue<String> stages = new ConcurrentLinkedQueue<>();

    @Override
    public void onError(String where, Throwable error) {
      stages.add(where);
      throw new IllegalStateException("what a listener throws is swallowed");
    }
  }
}
