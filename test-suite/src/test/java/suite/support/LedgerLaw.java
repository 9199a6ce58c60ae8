package suite.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.event.DropReason;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/** The law of the ledger: at rest every event is somewhere, and in one place only. */
public final class LedgerLaw {

  private static final Duration POLL = Duration.ofMillis(5);

  /** Why an event is lost after it had been accepted into the queue. */
  private static final Set<DropReason> AFTER_THE_QUEUE =
      Collections.unmodifiableSet(
          EnumSet.complementOf(EnumSet.of(DropReason.SAMPLED, DropReason.QUEUE_FULL)));

  private LedgerLaw() {}

  /** Waits until so many requests are counted and holds the statistics against the law. */
  public static RouteflowStats holds(TestApplication application, long captured) {
    return holds(application.context().getBean(Routeflow.class), captured);
  }

  public static RouteflowStats holds(Routeflow routeflow, long captured) {
    return awaited(routeflow, stats -> assertThat(stats.captured()).isEqualTo(captured));
  }

  /** Waits until nothing waits at any destination, then as {@link #holds}. */
  public static RouteflowStats holdsAtRest(TestApplication application, long captured) {
    return awaited(
        application.context().getBean(Routeflow.class),
        stats -> {
          assertThat(stats.captured()).isEqualTo(captured);
          nothingWaits(stats);
        });
  }

  private static void nothingWaits(RouteflowStats stats) {
    assertThat(stats.waiting()).isZero();
    // a batch is in flight until after its outcome is counted
    assertThat(stats.batchesInFlight()).isZero();
    assertThat(stats.destinations().values())
        .extracting(RouteflowStats.Destination::waiting)
        .allMatch(waiting -> waiting == 0);
  }

  /**
   * The same with tail sampling, where the queue has accepted what is sampled out: all that was
   * captured but what found it full.
   */
  public static RouteflowStats holdsAtRestWithTailSampling(
      TestApplication application, long captured) {
    RouteflowStats[] last = new RouteflowStats[1];
    Routeflow routeflow = application.context().getBean(Routeflow.class);
    await()
        .atMost(FakeIngest.PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              RouteflowStats stats = routeflow.stats();
              last[0] = stats;
              assertThat(stats.captured()).isEqualTo(captured);
              nothingWaits(stats);
              assertThat(stats.enqueued()).isEqualTo(captured);
              checkSum(stats);
              stats.destinations().forEach(LedgerLaw::check);
            });
    return last[0];
  }

  private static RouteflowStats awaited(Routeflow routeflow, Consumer<RouteflowStats> wanted) {
    RouteflowStats[] last = {routeflow.stats()};
    await()
        .atMost(FakeIngest.PATIENCE)
        .pollInterval(POLL)
        .untilAsserted(
            () -> {
              RouteflowStats stats = routeflow.stats();
              last[0] = stats;
              assertThat(stats).satisfies(wanted);
              check(stats);
            });
    return last[0];
  }

  private static void checkSum(RouteflowStats stats) {
    assertThat(stats.sent() + stats.waiting() + stats.spooled() + stats.droppedTotal())
        .as("captured + adopted = sent + waiting + spooled + dropped, in %s", stats)
        .isEqualTo(stats.captured() + stats.adopted());
  }

  private static void check(RouteflowStats stats) {
    checkSum(stats);
    long afterQueue = 0;
    for (DropReason reason : DropReason.values()) {
      afterQueue += AFTER_THE_QUEUE.contains(reason) ? stats.dropped(reason) : 0;
    }
    assertThat(
            stats.sent()
                + stats.waiting()
                + stats.spooled()
                + afterQueue
                + droppedBehindTheQueue(stats))
        .as("enqueued + adopted = sent + waiting + spooled + dropped after the queue, in %s", stats)
        .isEqualTo(stats.enqueued() + stats.adopted());
    stats.destinations().forEach(LedgerLaw::check);
  }

  /** What the first destination has sampled or had no room for was accepted into the queue. */
  private static long droppedBehindTheQueue(RouteflowStats stats) {
    return stats.destinations().values().stream()
        .limit(1)
        .mapToLong(
            first -> first.dropped(DropReason.QUEUE_FULL) + first.dropped(DropReason.SAMPLED))
        .sum();
  }

  private static void check(String name, RouteflowStats.Destination stats) {
    assertThat(stats.sent() + stats.waiting() + stats.spooled() + stats.droppedTotal())
        .as("offered + adopted = sent + waiting + spooled + dropped of %s, in %s", name, stats)
        .isEqualTo(stats.offered() + stats.adopted());
  }
}
