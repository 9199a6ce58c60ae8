package suite.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;
import java.time.Duration;
import java.util.function.Consumer;

/** The law of the ledger: at rest every event is somewhere, and in one place only. */
public final class LedgerLaw {

  private static final Duration POLL = Duration.ofMillis(5);

  private LedgerLaw() {}

  /** Waits until so many requests are counted and holds the statistics against the law. */
  public static RouteflowStats holds(TestApplication application, long captured) {
    return holds(application.context().getBean(Routeflow.class), captured);
  }

  public static RouteflowStats holds(Routeflow routeflow, long captured) {
    return awaited(routeflow, stats -> assertThat(stats.captured()).isEqualTo(captured));
  }

  /** Waits until nothing waits any more, then as {@link #holds}. */
  public static RouteflowStats holdsAtRest(TestApplication application, long captured) {
    return awaited(
        application.context().getBean(Routeflow.class),
        stats -> {
          assertThat(stats.captured()).isEqualTo(captured);
          assertThat(stats.waiting()).isZero();
        });
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

  private static void check(RouteflowStats stats) {
    assertThat(stats.sent() + stats.waiting() + stats.droppedTotal())
        .as("captured = sent + waiting + dropped, in %s", stats)
        .isEqualTo(stats.captured());
    long afterQueue = 0;
    for (DropReason reason : DropReason.values()) {
      afterQueue += reason.isAfterQueue() ? stats.dropped(reason) : 0;
    }
    assertThat(stats.sent() + stats.waiting() + afterQueue)
        .as("enqueued = sent + waiting + dropped after the queue, in %s", stats)
        .isEqualTo(stats.enqueued());
  }
}
