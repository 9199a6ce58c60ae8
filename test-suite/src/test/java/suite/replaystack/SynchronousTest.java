package suite.replaystack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.LoomSupport;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.routeflow.micronaut.CapturedEvent;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import suite.support.Answer;
import suite.support.FakeIngest;
import suite.support.Latches;
import suite.support.LedgerLaw;
import suite.support.LogCapture;
import suite.support.RawHttp;
import suite.support.ReplayStackContract;
import suite.support.TestApplication;

/** With {@code async: false} an event of the application's own is there when the call returns. */
final class SynchronousTest {

  private static final String SPEC = "replaystack.SynchronousTest";
  private static final String BUSY = "replaystack.SynchronousTest.busy";
  private static final int AN_HOUR = 3_600_000;

  /** Nothing goes out by itself. */
  private static Map<String, Object> settings(boolean async) {
    Map<String, Object> settings = new HashMap<>();
    settings.put("routeflow.replaystack.async", async);
    settings.put("routeflow.flush-interval-ms", AN_HOUR);
    settings.put("routeflow.replaystack.flush-interval-ms", AN_HOUR);
    return settings;
  }

  @Test
  void eachCallReturnsWhenItsEventHasArrived() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application = Receiving.start(replayStack, SPEC, settings(false))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      for (int i = 1; i <= 5; i++) {
        routeflow.captureEvent(CapturedEvent.named("job").build());
        assertThat(replayStack.events()).hasSize(2 * i - 1);
        routeflow.captureException(new IllegalStateException("x"));
        assertThat(replayStack.events()).hasSize(2 * i);
      }
    }
  }

  /** Though the request waits for it, it is none of what the request has called. */
  @Test
  void whatIsSentDuringARequestIsNoCallOfIt() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        FakeIngest ingest = FakeIngest.start()) {
      Map<String, Object> settings = settings(false);
      settings.putAll(Receiving.settings(replayStack));
      settings.put("routeflow.replaystack.flush-interval-ms", AN_HOUR);
      try (TestApplication application = TestApplication.start(ingest, SPEC, settings)) {
        assertThat(RawHttp.exchange(application.port(), RawHttp.get("/sync/blocking")).text())
            .endsWith(" 1 arrived");
        JsonNode request =
            ingest.awaitEvent(event -> event.path("type").asText().equals("request"));
        assertThat(request.has("external_calls")).isFalse();
        assertThat(application.context().getBean(Routeflow.class).flush(FakeIngest.PATIENCE))
            .isTrue();
        assertThat(replayStack.events()).hasSize(2);
        assertThat(replayStack.events().toString()).doesNotContain("external_calls");
        assertThat(replayStack.attempts())
            .allMatch(attempt -> attempt.headers().first("traceparent") == null);
      }
    }
  }

  @Test
  void aVirtualThreadWaitsToo() {
    ThreadFactory virtual = virtualThreads();
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application = Receiving.start(replayStack, SPEC, settings(false))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      CompletableFuture<List<Integer>> seen = new CompletableFuture<>();
      virtual
          .newThread(
              () -> {
                List<Integer> arrived = new ArrayList<>();
                routeflow.captureEvent(CapturedEvent.named("job").build());
                arrived.add(replayStack.events().size());
                routeflow.captureException(new IllegalStateException("x"));
                arrived.add(replayStack.events().size());
                seen.complete(arrived);
              })
          .start();
      assertThat(seen.orTimeout(20, TimeUnit.SECONDS).join()).containsExactly(1, 2);
    }
  }

  /** What makes a thread an event loop is what it does, not who has made it. */
  @Test
  void aThreadOfNettysFactoryThatIsNoEventLoopWaitsToo() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application = Receiving.start(replayStack, SPEC, settings(false))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      CompletableFuture<Integer> seen = new CompletableFuture<>();
      new DefaultThreadFactory("jobs")
          .newThread(
              () -> {
                routeflow.captureEvent(CapturedEvent.named("job").build());
                seen.complete(replayStack.events().size());
              })
          .start();
      assertThat(seen.orTimeout(20, TimeUnit.SECONDS).join()).isEqualTo(1);
    }
  }

  private static ThreadFactory virtualThreads() {
    Assumptions.assumeTrue(LoomSupport.isSupported(), "this JDK has no virtual threads");
    return LoomSupport.newVirtualThreadFactory("test-");
  }

  @Test
  void oneThatIsGivenUpReturnsAsWellAndThrowsNothing() {
    Map<String, Object> settings = settings(false);
    settings.put("routeflow.replaystack.timeout-ms", 200);
    settings.put("routeflow.shutdown-timeout-ms", 0);
    settings.put("routeflow.replaystack.offline-queue-max", 100);
    try (FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.hang());
        TestApplication application = Receiving.start(replayStack, SPEC, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      routeflow.captureEvent(CapturedEvent.named("job").build());

      assertThat(replayStack.attempts()).hasSize(2);
      // given up for now, which is all that the caller waits for
      assertThat(LedgerLaw.holds(application, 1).waiting()).isEqualTo(1);
      routeflow.captureEvent(CapturedEvent.named("job").build());
      assertThat(replayStack.attempts()).hasSize(4);
    }
  }

  @Test
  void byDefaultNoCallWaits() {
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application = Receiving.start(replayStack, SPEC, settings(true))) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      routeflow.captureEvent(CapturedEvent.named("job").build());

      assertThat(replayStack.attempts()).isEmpty();
      assertThat(LedgerLaw.holds(application, 1).waiting()).isEqualTo(1);
    }
  }

  @Test
  void anEventLoopNeverWaitsWhichIsLoggedOnceAndABlockingThreadOfTheServerDoes() {
    try (LogCapture log = LogCapture.of("io.routeflow.micronaut.delivery");
        FakeIngest replayStack = ReplayStackContract.receiver().otherwise(Answer.hang());
        TestApplication application = Receiving.start(replayStack, SPEC, settings(false))) {
      for (String path : List.of("/sync/loop", "/sync/loop/exception", "/sync/loop")) {
        assertThat(RawHttp.exchange(application.port(), RawHttp.get(path)).text())
            .contains(" 0 arrived");
      }
      assertThat(log.events(Level.WARN))
          .singleElement()
          .extracting(line -> line.getFormattedMessage())
          .asString()
          .startsWith("routeflow.replaystack.async is false, but ");

      replayStack.refuse();
      replayStack.otherwise(Answer.accept());
      replayStack.listenAgain();
      for (String path : List.of("/sync/blocking", "/sync/blocking/exception")) {
        String answer = RawHttp.exchange(application.port(), RawHttp.get(path)).text();
        assertThat(answer).contains("arrived").doesNotContain(" 0 arrived");
      }
    }
  }

  @Test
  void noOtherDestinationHoldsItUpNorIsSentEarlierForIt() {
    Map<String, Object> settings = settings(false);
    settings.put("routeflow.destinations.stuck.flush-interval-ms", AN_HOUR);
    settings.put("routeflow.shutdown-timeout-ms", 0);
    try (FakeIngest replayStack = ReplayStackContract.receiver();
        TestApplication application = Receiving.start(replayStack, BUSY, settings)) {
      Routeflow routeflow = application.context().getBean(Routeflow.class);
      Stuck stuck = application.context().getBean(Stuck.class);
      routeflow.captureEvent(CapturedEvent.named("first").build());
      assertThat(replayStack.events()).hasSize(1);
      assertThat(stuck.batches.get()).isZero();

      // now it blocks its own thread, in which it captures an event itself
      assertThat(routeflow.flush(Duration.ofMillis(1))).isFalse();
      Latches.await(stuck.captured);
      routeflow.captureEvent(CapturedEvent.named("second").build());
      await()
          .atMost(FakeIngest.PATIENCE)
          .untilAsserted(
              () ->
                  assertThat(replayStack.events())
                      .extracting(one -> one.path("endpoint").asText())
                      .contains("first", "second", "of the exporter"));
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/sync")
  static class Jobs {
    private final Routeflow routeflow;

    Jobs(Routeflow routeflow) {
      this.routeflow = routeflow;
    }

    @Get("/loop")
    String loop() {
      return capture();
    }

    @Get("/blocking")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String blocking() {
      return capture();
    }

    @Get("/loop/exception")
    String loopException() {
      return captureException();
    }

    @Get("/blocking/exception")
    @ExecuteOn(TaskExecutors.BLOCKING)
    String blockingException() {
      return captureException();
    }

    private String captureException() {
      routeflow.captureException(new IllegalStateException("x"));
      return arrived();
    }

    private String capture() {
      routeflow.captureEvent(CapturedEvent.named("job").build());
      return arrived();
    }

    private String arrived() {
      var there = routeflow.stats().destinations().get("replaystack");
      return "there are " + (there == null ? 0 : there.sent()) + " arrived";
    }
  }

  /** One that never answers, and captures an event on its own thread. */
  @Requires(property = "spec.name", value = BUSY)
  @Singleton
  static class Stuck implements EventExporter {
    final AtomicInteger batches = new AtomicInteger();
    final CountDownLatch captured = new CountDownLatch(1);
    private final BeanProvider<Routeflow> routeflow;

    Stuck(BeanProvider<Routeflow> routeflow) {
      this.routeflow = routeflow;
    }

    @Override
    public String name() {
      return "stuck";
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      if (batches.incrementAndGet() == 1) {
        routeflow.get().captureEvent(CapturedEvent.named("of the exporter").build());
        captured.countDown();
      }
      return new CompletableFuture<>();
    }
  }
}
