package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.TestApplication;

final class FullQueueTest {

  private static final String SPEC = "FullQueueTest";

  @Test
  void aFullQueueDropsTheNewEventsCountsThemWarnsOnceAndNotifiesTheListener() {
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start(Answer.hang());
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.queue-maxsize", 4,
                    "routeflow.max-events-per-batch", 1,
                    "routeflow.max-batches-in-flight", 1,
                    "routeflow.timeout-ms", 60_000,
                    "routeflow.shutdown-timeout-ms", 0))) {
      Pings.send(application, 1);
      ingest.awaitRequests(1);
      Pings.send(application, 14);

      RouteflowStats stats = LedgerLaw.holds(application, 15);
      assertThat(stats.dropped(DropReason.QUEUE_FULL)).isEqualTo(10);
      assertThat(stats.waiting()).isEqualTo(5);
      Drops drops = application.context().getBean(Drops.class);
      await().until(() -> drops.told.get() == 10);
      log.await(event -> event.getFormattedMessage().startsWith("The queue was full; "));

      Pings.send(application, 5);
      await().until(() -> drops.told.get() == 15);
      assertThat(log.events(Level.WARN)).hasSize(1);
      LedgerLaw.holds(application, 20);
    }
  }

  @Test
  void dropsAreReportedAlsoWhenTheApplicationStopsBeforeTheNextInterval() {
    try (LogCapture log = LogCapture.of("io.routeflow");
        FakeIngest ingest = FakeIngest.start(Answer.hang())) {
      Drops drops;
      Routeflow routeflow;
      try (TestApplication application =
          Pings.start(
              ingest,
              SPEC,
              Map.of(
                  "routeflow.queue-maxsize", 3,
                  "routeflow.max-events-per-batch", 10,
                  "routeflow.max-batches-in-flight", 1,
                  "routeflow.flush-interval-ms", 3_600_000,
                  "routeflow.timeout-ms", 60_000,
                  "routeflow.shutdown-timeout-ms", 0))) {
        drops = application.context().getBean(Drops.class);
        routeflow = application.context().getBean(Routeflow.class);
        Pings.send(application, 3);
        ingest.awaitRequests(1);
        // three in the queue, three for the destination, and three more at least
        Pings.send(application, 9);
        LedgerLaw.holds(application, 12);
      }
      long dropped = routeflow.stats().dropped(DropReason.QUEUE_FULL);
      assertThat(dropped).isGreaterThanOrEqualTo(3);
      assertThat(drops.told).hasValue(dropped);
      // in front of the destination or at it, by which of them was full first
      assertThat(log.messages())
          .anyMatch(
              line -> line.startsWith("The queue was full; " + dropped + " events were dropped {"));
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Drops implements QueueDropListener {
    final AtomicLong told = new AtomicLong();

    @Override
    public void onQueueDrop(long events) {
      told.addAndGet(events);
    }
  }
}
