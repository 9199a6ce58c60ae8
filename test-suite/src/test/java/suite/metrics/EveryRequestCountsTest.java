package suite.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.ShouldCapture;
import io.routeflow.micronaut.event.Event;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
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
  void whatIsMarkedAsIgnoredDoesNotCountHoweverItEnds() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = started(ingest)) {
      exchange(application, "/counting/ignored", 200);
      exchange(application, "/counting/ignored/failing", 500);
      exchange(application, "/counting/seen", 200);

      MeterRegistry registry = application.context().getBean(MeterRegistry.class);
      await().until(() -> count(registry, "/counting/seen", "200") == 1);
      assertThat(registry.find(NAME).timers()).hasSize(1);
    }
  }

  @Test
  void anExceptionCountsAs500WithAResponseAndWithoutOne() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = started(ingest)) {
      exchange(application, "/counting/failing", 500);
      try (RawHttp http = RawHttp.connect(application.port())) {
        http.send(RawHttp.get("/counting/abandoned")).awaitEnd();
      }

      MeterRegistry registry = application.context().getBean(MeterRegistry.class);
      await().until(() -> count(registry, "/counting/failing", "500") == 1);
      await().until(() -> count(registry, "/counting/abandoned", "500") == 1);
      assertThat(registry.find(NAME).timers()).hasSize(2);
    }
  }

  @Test
  void aRequestWhoseClientHasLeftCountsAs499() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = started(ingest)) {
      Counting counting = application.context().getBean(Counting.class);
      try (RawHttp http = RawHttp.connect(application.port())) {
        http.send(RawHttp.get("/counting/never"));
        await().until(() -> counting.begun.get() == 1);
      }

      MeterRegistry registry = application.context().getBean(MeterRegistry.class);
      await().until(() -> count(registry, "/counting/never", "499") == 1);
      assertThat(registry.find(NAME).timers()).hasSize(1);
    }
  }

  @Test
  void requestsThatARuleOrAFullQueueDropsCount() {
    Map<String, Object> full =
        Map.of(
            "routeflow.queue-maxsize", 4,
            "routeflow.max-events-per-batch", 1,
            "routeflow.max-batches-in-flight", 1,
            "routeflow.timeout-ms", 60_000,
            "routeflow.shutdown-timeout-ms", 0);
    for (Map<String, Object> dropping :
        List.of(full, Map.<String, Object>of("suite.counting.rule", true))) {
      Map<String, Object> settings = new HashMap<>(dropping);
      settings.put("routeflow.metrics.enabled", true);
      try (FakeIngest ingest = FakeIngest.start(Answer.hang());
          TestApplication application = Pings.start(ingest, "EveryRequestCountsTest", settings)) {
        Pings.send(application, 50);
        MeterRegistry registry = application.context().getBean(MeterRegistry.class);
        await().until(() -> count(registry, "/ping/{number}", "2xx") == 50);
        Routeflow routeflow = application.context().getBean(Routeflow.class);
        await().until(() -> routeflow.stats().droppedTotal() > 0);
      }
    }
  }

  /** Drops every event. */
  @Singleton
  @Requires(property = "suite.counting.rule")
  static class Rule implements ShouldCapture {
    @Override
    public boolean shouldCapture(Event event) {
      return false;
    }
  }

  private static TestApplication started(FakeIngest ingest) {
    return TestApplication.start(
        ingest,
        "EveryRequestCountsTest",
        Map.of("routeflow.metrics.enabled", true, "routeflow.metrics.group-status-codes", false));
  }

  private static void exchange(TestApplication application, String path, int status) {
    assertThat(RawHttp.exchange(application.port(), RawHttp.get(path)).status()).isEqualTo(status);
  }

  /** Its routes end in all ways. */
  @Requires(property = "spec.name", value = "EveryRequestCountsTest")
  @Controller("/counting")
  static class Counting {

    final AtomicInteger begun = new AtomicInteger();

    @Get("/seen")
    String seen() {
      return "seen";
    }

    @RouteflowIgnore
    @Get("/ignored")
    String ignored() {
      return "ignored";
    }

    @RouteflowIgnore
    @Get("/ignored/failing")
    String ignoredAndFailing() {
      throw new IllegalStateException("ignored");
    }

    /** Is never answered. */
    @Get("/never")
    CompletableFuture<String> never() {
      begun.incrementAndGet();
      return new CompletableFuture<>();
    }

    @Get("/failing")
    String failing() {
      throw new IllegalStateException("failing");
    }

    /** The connection ends before there is a response. */
    @Get("/abandoned")
    String abandoned(HttpRequest<?> request) {
      var unused = ((NettyHttpRequest<?>) request).getChannelHandlerContext().close();
      throw new IllegalStateException("abandoned");
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
