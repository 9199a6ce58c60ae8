package suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

/**
 * A rule of the application that blocks: nothing unruled is sent, and nothing is lost uncounted.
 */
final class BlockedRuleTest {

  private static final String SPEC = "BlockedRuleTest";
  private static final int BEFORE = 5;
  private static final int EVENTS = 60;

  @Test
  void whatItHoldsUpIsCountedByTheStopAndDeliveredNeverThoughItGoesOnAfterwards() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.delivery");
        FakeIngest ingest = FakeIngest.start()) {
      Routeflow routeflow;
      Blocks rule;
      try (TestApplication application =
          Pings.start(
              ingest,
              SPEC,
              Map.of("routeflow.shutdown-timeout-ms", 100, "routeflow.max-events-per-batch", 1))) {
        routeflow = application.context().getBean(Routeflow.class);
        rule = application.context().getBean(Blocks.class);
        Pings.send(application, BEFORE);
        LedgerLaw.holdsAtRest(application, BEFORE);
        Pings.send(application, EVENTS - BEFORE);
        await().until(() -> rule.entered.getCount() == 0);
        LedgerLaw.holds(application, EVENTS);
      }
      assertCounted(routeflow);
      assertThat(log.messages())
          .contains("Stopped after 100 ms with events undelivered: 55 were dropped {ingest=55}");

      rule.gate.countDown();
      await().until(() -> rule.left);
      assertCounted(routeflow);
      assertThat(ingest.events()).hasSize(BEFORE);
    }
  }

  private static void assertCounted(Routeflow routeflow) {
    RouteflowStats stats = LedgerLaw.holds(routeflow, EVENTS);
    assertThat(stats.sent()).isEqualTo(BEFORE);
    assertThat(stats.waiting()).isZero();
    assertThat(stats.dropped(DropReason.SHUTDOWN)).isEqualTo(EVENTS - BEFORE);
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Blocks implements ShouldCapture {
    final CountDownLatch entered = new CountDownLatch(1);
    final CountDownLatch gate = new CountDownLatch(1);
    volatile boolean left;
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public boolean shouldCapture(Event event) {
      if (calls.incrementAndGet() <= BEFORE) {
        return true;
      }
      entered.countDown();
      boolean open = false;
      while (!open) {
        try {
          gate.await();
          open = true;
        } catch (InterruptedException ignored) {
          // as badly as a rule can behave
        }
      }
      left = true;
      return true;
    }
  }
}
