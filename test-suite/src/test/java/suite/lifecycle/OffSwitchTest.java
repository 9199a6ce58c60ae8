package suite.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.inject.BeanDefinition;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.RouteflowCapture;
import io.routeflow.micronaut.RouteflowIgnore;
import io.routeflow.micronaut.RouteflowStats;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.FakeIngest;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.Pings;
import suite.support.RawHttp;
import suite.support.TestApplication;

final class OffSwitchTest {

  private static final String SPEC = "OffSwitchTest";

  /**
   * The sleep in which the counting begins; and a few for what the JVM counts as one though the
   * thread had no turn, such as a lock that is handed over.
   */
  private static final int SLEEPS_WITHOUT_A_TURN = 4;

  @ParameterizedTest
  @ValueSource(strings = {"false", "FALSE", "False", "no", "No", "off", "OFF", "0", " false "})
  void offMeansNoBeanNoThreadNoFilterAndRequestsWorkAlsoWithAnEndpoint(String off) {
    try (LogCapture log = LogCapture.of("io.routeflow", Level.TRACE);
        FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, Map.of("routeflow.enabled", off))) {
      Pings.send(application, 3);
      assertThat(RawHttp.exchange(application.port(), RawHttp.get("/has-routeflow")).text())
          .isEqualTo("false");

      assertThat(ourBeans(application)).isEmpty();
      // that of an application that was stopped before may take a moment to end
      await()
          .untilAsserted(
              () ->
                  assertThat(Thread.getAllStackTraces().keySet())
                      .noneMatch(thread -> thread.getName().startsWith("routeflow")));
      assertThat(ingest.attempts()).isEmpty();
      assertThat(log.messages()).isEmpty();
    }
  }

  /** What the guide says of code that is there whether the module is on or not. */
  @Test
  void offACapturedMethodIsCalledAndTheModuleIsInjectedAsNothing() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.enabled", false))) {
      Captured captured = application.context().getBean(Captured.class);
      assertThat(captured.call()).isEqualTo(1);
      assertThat(captured.call()).isEqualTo(2);
      assertThat(captured.later().join()).isEqualTo(3);
      assertThat(captured.routeflow).isNull();
      assertThat(ingest.attempts()).isEmpty();
    }
  }

  @Test
  void offByABooleanOfYamlIsOffToo() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.enabled", false))) {
      assertThat(ourBeans(application)).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"true", "TRUE", "yes", "on", "1"})
  void onMeansThereAreBeansAThreadAndEvents(String on) {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, Map.of("routeflow.enabled", on))) {
      Pings.send(application, 1);
      ingest.awaitEvents(1);
      assertThat(ourBeans(application)).isNotEmpty();
      LedgerLaw.holdsAtRest(application, 1);
    }
  }

  @Test
  void anIdleApplicationWakesTheThreadNoMoreThanOnceAnInterval() {
    int interval = 40;
    int sleeps = 40;
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(ingest, SPEC, Map.of("routeflow.flush-interval-ms", interval))) {
      Pings.send(application, 1);
      LedgerLaw.holdsAtRest(application, 1);
      Waits waits = Waits.ofTheThread("routeflow");

      long from = waits.count();
      long start = System.nanoTime();
      waits.awaitAtLeast(from + sleeps);
      long intervals = (System.nanoTime() - start) / 1_000_000 / interval;
      assertThat(intervals)
          .as(
              "intervals in which the thread went to sleep %d times; a slow machine makes more",
              sleeps)
          .isGreaterThanOrEqualTo(sleeps - SLEEPS_WITHOUT_A_TURN);
    }
  }

  @Test
  void statisticsAreInjectableAndEachLookupIsANewSnapshot() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application = Pings.start(ingest, SPEC, Map.of())) {
      RouteflowStats before = application.context().getBean(RouteflowStats.class);
      Pings.send(application, 2);
      LedgerLaw.holdsAtRest(application, 2);

      assertThat(before.captured()).isZero();
      assertThat(application.context().getBean(RouteflowStats.class).captured()).isEqualTo(2);
    }
  }

  private static List<String> ourBeans(TestApplication application) {
    return application.context().getAllBeanDefinitions().stream()
        .map(BeanDefinition::getName)
        .filter(name -> name.startsWith("io.routeflow"))
        .toList();
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Captured {
    private final @Nullable Routeflow routeflow;
    private int calls;

    Captured(@Nullable Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @RouteflowCapture
    int call() {
      return ++calls;
    }

    @RouteflowCapture
    CompletableFuture<Integer> later() {
      return CompletableFuture.completedFuture(++calls);
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/has-routeflow")
  static class HasRouteflow {
    private final boolean present;

    HasRouteflow(Optional<Routeflow> routeflow) {
      present = routeflow.isPresent();
    }

    @RouteflowIgnore
    @Get
    String answer() {
      return String.valueOf(present);
    }
  }
}
