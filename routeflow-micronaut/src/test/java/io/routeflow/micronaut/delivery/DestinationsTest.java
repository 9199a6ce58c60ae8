package io.routeflow.micronaut.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.delivery.spool.SpoolOwner;
import io.routeflow.micronaut.delivery.spool.SpoolScene;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.DropReason;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DestinationsTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final int EVENTS = 4;

  @Test
  void theStatisticsNameADestinationThatTheProcessDoesNotHaveByWhatExpiredOfIt(
      @TempDir Path directory) {
    Map<String, String> spool =
        Map.of("spool.enabled", "true", "spool.directory", directory.toString());
    RouteflowConfiguration configuration = SampleConfiguration.with(spool);
    ServiceSettings service = configuration.service();
    SpoolScene.leaveOld(
        directory,
        new SpoolOwner(service.name(), service.environment(), () -> null),
        "absent",
        EVENTS);
    SpoolKeeper keeper =
        new SpoolKeeper(
            configuration,
            new InternalErrors(
                () ->
                    (stage, error) -> {
                      throw new AssertionError(stage, error);
                    }),
            System::nanoTime);
    assertThat(keeper.of(configuration.lane())).isNotNull();
    Destinations destinations = new Destinations(List.of(), keeper);
    assertThat(destinations.stats()).isEmpty();

    keeper.start();
    try {
      awaitStatistics(destinations);
      RouteflowStats.Destination absent =
          Objects.requireNonNull(destinations.stats().get("absent"));
      assertThat(absent.dropped()).isEqualTo(Map.of(DropReason.SPOOL_EXPIRED, (long) EVENTS));
      assertThat(absent.adopted()).isEqualTo(EVENTS);
      assertThat(absent.sent() + absent.waiting() + absent.spooled()).isZero();
    } finally {
      keeper.close(PATIENCE);
    }
  }

  private static void awaitStatistics(Destinations destinations) {
    long start = System.nanoTime();
    while (destinations.stats().isEmpty()) {
      assertThat(System.nanoTime() - start).isLessThan(PATIENCE.toNanos());
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
    }
  }
}
