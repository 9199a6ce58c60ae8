package suite.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.Routeflow;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.Pings;
import suite.support.TestApplication;

/** A hook or an exporter that flushes waits for nothing, since it would wait for itself. */
final class FlushOnOwnThreadTest {

  private static final String SPEC = "FlushOnOwnThreadTest";
  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  @Test
  void aListenerAndAnExporterThatFlushHoldUpNoDestination() {
    try (FakeIngest ingest = FakeIngest.start();
        TestApplication application =
            Pings.start(
                ingest,
                SPEC,
                Map.of(
                    "routeflow.shutdown-timeout-ms", 100,
                    "routeflow.destinations.Flushing.queue-maxsize", 1,
                    "routeflow.destinations.Flushing.max-events-per-batch", 1,
                    "routeflow.destinations.Flushing.max-batches-in-flight", 1,
                    "routeflow.destinations.Flushing.timeout-ms", 600_000))) {
      Flushing flushing = application.context().getBean(Flushing.class);
      Drops drops = application.context().getBean(Drops.class);
      Pings.send(application, 20);
      ingest.awaitEvents(20);
      await().atMost(FakeIngest.PATIENCE).until(() -> !drops.flushes.isEmpty());
      Pings.send(application, 20);
      ingest.awaitEvents(40);
      assertThat(drops.flushes).allSatisfy(FlushOnOwnThreadTest::assertNothingWasWaitedFor);
      assertThat(flushing.flushes)
          .singleElement()
          .satisfies(FlushOnOwnThreadTest::assertNothingWasWaitedFor);
    }
  }

  private static void assertNothingWasWaitedFor(Flush flush) {
    assertThat(flush.flushed()).isFalse();
    assertThat(flush.time()).isLessThan(TIMEOUT.dividedBy(2));
  }

  record Flush(boolean flushed, Duration time) {

    static Flush of(Routeflow routeflow) {
      long start = System.nanoTime();
      boolean flushed = routeflow.flush(TIMEOUT);
      return new Flush(flushed, Duration.ofNanos(System.nanoTime() - start));
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Drops implements QueueDropListener {
    final Queue<Flush> flushes = new ConcurrentLinkedQueue<>();
    private final BeanProvider<Routeflow> routeflow;

    Drops(BeanProvider<Routeflow> routeflow) {
      this.routeflow = routeflow;
    }

    @Override
    public void onQueueDrop(long events) {
      flushes.add(Flush.of(routeflow.get()));
    }
  }

  /** Its first batch has no outcome, so that further ones are dropped. */
  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Flushing implements EventExporter {
    final Queue<Flush> flushes = new ConcurrentLinkedQueue<>();
    private final BeanProvider<Routeflow> routeflow;

    Flushing(BeanProvider<Routeflow> routeflow) {
      this.routeflow = routeflow;
    }

    @Override
    public CompletionStage<ExportResult> export(EventBatch batch) {
      flushes.add(Flush.of(routeflow.get()));
      return new CompletableFuture<>();
    }
  }
}
