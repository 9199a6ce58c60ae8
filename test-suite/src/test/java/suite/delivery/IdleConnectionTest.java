package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.routeflow.micronaut.RouteflowStats;
import io.routeflow.micronaut.export.http.DeliveryService;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.Pings;
import suite.support.TestApplication;

/** A connection that has been idle for long may be dead, and no attempt is made on it. */
final class IdleConnectionTest {

  private static final String SPEC = "IdleConnectionTest";
  private static final String OWN =
      "micronaut.http.services.routeflow.connection-pool-idle-timeout";
  private static final String COMMON = "micronaut.http.client.connection-pool-idle-timeout";

  @Test
  void connectionsThatAreIdleAreClosedAndTheNextBatchGetsANewOne() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, Map.of(OWN, "300ms"))) {
      for (int i = 1; i <= 2; i++) {
        Pings.send(application, 1);
        RouteflowStats stats = LedgerLaw.holdsAtRest(application, i);
        assertThat(stats.sent()).isEqualTo(i);
        assertThat(stats.retries()).isZero();
        await().atMost(FakeIngest.PATIENCE).until(() -> ingest.openConnections() == 0);
      }
    }
  }

  @Test
  void theyAreKeptForHalfAMinuteUnlessTheApplicationSaysOtherwise() {
    Duration half = Duration.ofSeconds(30);
    assertThat(idleTimeouts(Map.of())).containsOnly(Map.entry("routeflow", half));
    assertThat(idleTimeouts(Map.of("routeflow.replaystack.api-key", "rs_test")))
        .containsOnly(Map.entry("routeflow", half), Map.entry("routeflow-replaystack", half));
    assertThat(idleTimeouts(Map.of("micronaut.http.services.routeflow.ssl.enabled", false)))
        .containsOnly(Map.entry("routeflow", half));
    assertThat(idleTimeouts(Map.of(OWN, "5s")))
        .containsOnly(Map.entry("routeflow", Duration.ofSeconds(5)));
    assertThat(idleTimeouts(Map.of(COMMON, "7s")))
        .containsOnly(Map.entry("routeflow", Duration.ofSeconds(7)));
  }

  private static Map<String, Duration> idleTimeouts(Map<String, Object> settings) {
    Map<String, Duration> timeouts = new HashMap<>();
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, settings)) {
      for (DeliveryService service : application.context().getBeansOfType(DeliveryService.class)) {
        timeouts.put(service.getID(), service.getConnectionPoolIdleTimeout().orElse(Duration.ZERO));
      }
    }
    return timeouts;
  }
}
