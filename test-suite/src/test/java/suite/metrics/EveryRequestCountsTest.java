package suite.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.TestApplication;

final class EveryRequestCountsTest {

  private static final String NAME = "http.request.duration";

  @Test
  void requestsThatSamplingDropsCountAndIgnoredOnesDoNot() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                "EveryRequestCountsTest",
                Map.of(
                    "routeflow.metrics.enabled",
                    true,
                    "routeflow.sample-rate",
                    0,
                    "routeflow.ignored-paths",
                    "/ping/1"))) {
      Pings.send(application, 5);
      RawHttp.exchange(application.port(), RawHttp.get("/nowhere?a=b"));

      MeterRegistry registry = application.context().getBean(MeterRegistry.class);
      await().until(() -> count(registry, "/ping/{number}", "2xx") == 4);
      await().until(() -> count(registry, "none", "4xx") == 1);
      assertThat(registry.find(NAME).timers()).hasSize(2);
    }
  }

  @Test
  void withoutTheSwitchThereIsNoHistogram() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, "EveryRequestCountsTest", Map.of())) {
      Pings.send(application, 1);
      ingest.awaitEvents(1);

      MeterRegistry registry = application.context().getBean(MeterRegistry.class);
      assertThat(registry.find(NAME).timers()).isEmpty();
    }
  }

  private static long count(MeterRegistry registry, String handler, String status) {
    Timer timer =
        registry.find(NAME).tags("handler", handler, "method", "GET", "status", status).timer();
    return timer == null ? 0 : timer.count();
  }
}
