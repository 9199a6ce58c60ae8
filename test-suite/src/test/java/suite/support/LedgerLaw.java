package suite.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowStats;

/** The law of the ledger: at rest every event is somewhere, and in one place only. */
public final class LedgerLaw {

  private LedgerLaw() {}

  /** Waits until so many requests are counted and holds the statistics against the law. */
  public static RouteflowStats holds(TestApplication application, long captured) {
    return holds(application.context().getBean(Routeflow.class), captured);
  }

  public static RouteflowStats holds(Routeflow routeflow, long captured) {
    await()
        .atMost(FakeIngest.PATIENCE)
        .untilAsserted(
            () -> {
              RouteflowStats stats = routeflow.stats();
              assertThat(stats.captured()).as("captured of %s", stats).isEqualTo(captured);
              check(stats);
            });
    return routeflow.stats();
  }

  /** Waits until nothing waits any more, then as {@link #holds}. */
  public static RouteflowStats holdsAtRest(TestApplication application, long captured) {
    Routeflow routeflow = application.context().getBean(Routeflow.class);
    await()
        .atMost(FakeIngest.PATIENCE)
        .until(() -> routeflow.stats().captured() == captured && routeflow.stats().waiting() == 0);
    return holds(routeflow, captured);
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
