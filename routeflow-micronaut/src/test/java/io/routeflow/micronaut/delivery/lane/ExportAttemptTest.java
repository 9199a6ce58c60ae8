package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.spi.EventExporter;
import io.routeflow.micronaut.spi.ExportResult;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Each attempt has one outcome, whatever the exporter does and wherever there is no memory. */
final class ExportAttemptTest {

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration LATER = Duration.ofMillis(500);
  private static final Duration NEVER = Duration.ofHours(1);

  private final DeliveryThread lane = new DeliveryThread("lane");
  private final Queue<ExportResult> outcomes = new ConcurrentLinkedQueue<>();
  private final Queue<String> blocked = new ConcurrentLinkedQueue<>();

  @AfterEach
  void stop() {
    lane.stop();
  }

  /** When its time is over, the attempt that has failed before must not fail again. */
  @Test
  void anAnswerThatCannotBeWaitedForIsOneFailureAndNotASecondOneInTheEnd() throws Exception {
    start(attempt(batch -> new NoMemory(), lane, SOON));
    settle(lane);
    assertThat(outcomes).hasSize(1).first().isInstanceOf(ExportResult.Retry.class);
    afterTheTimeLimit();
    assertThat(outcomes).hasSize(1);
  }

  @Test
  void aBatchThatNoThreadCouldBeMadeForIsOneFailureAndIsNotExportedLater() throws Exception {
    AtomicInteger threads = new AtomicInteger();
    AtomicInteger exported = new AtomicInteger();
    DeliveryThread caller =
        new DeliveryThread(
            task -> {
              if (threads.getAndIncrement() == 0) {
                throw new OutOfMemoryError("unable to create native thread");
              }
              return new Thread(task, "export");
            });
    EventExporter exporter =
        batch -> {
          exported.incrementAndGet();
          return CompletableFuture.completedFuture(ExportResult.accepted());
        };
    start(attempt(exporter, caller, SOON));
    settle(lane);
    assertThat(outcomes).hasSize(1).first().isInstanceOf(ExportResult.Retry.class);

    // with this one there is a thread, which finds what was left
    settle(caller);
    settle(lane);
    afterTheTimeLimit();
    assertThat(exported).hasValue(0);
    assertThat(outcomes).hasSize(1);
    assertThat(blocked).isEmpty();
    caller.stop();
  }

  @Test
  void anExporterThatDoesNotReturnIsReportedAndKeepsItsAttempt() throws Exception {
    DeliveryThread caller = new DeliveryThread("export");
    CountDownLatch gate = new CountDownLatch(1);
    EventExporter exporter =
        batch -> {
          await(gate);
          return CompletableFuture.completedFuture(ExportResult.accepted());
        };
    start(attempt(exporter, caller, SOON));
    afterTheTimeLimit();
    assertThat(blocked).containsExactly("the exporter does not return");
    assertThat(outcomes).isEmpty();

    gate.countDown();
    settle(caller);
    settle(lane);
    settle(lane);
    assertThat(outcomes).containsExactly(ExportResult.accepted());
    caller.stop();
  }

  @Test
  void anExporterThatReturnsInTimeIsNotReported() throws Exception {
    DeliveryThread caller = new DeliveryThread("export");
    CompletableFuture<ExportResult> answer = new CompletableFuture<>();
    start(attempt(batch -> answer, caller, LATER));
    settle(caller);
    settle(lane);
    after(LATER);
    after(LATER);
    assertThat(outcomes).hasSize(1).first().isInstanceOf(ExportResult.Retry.class);
    assertThat(blocked).isEmpty();
    caller.stop();
  }

  @Test
  void anExporterThatThrowsIsOneFailure() throws Exception {
    EventExporter exporter =
        batch -> {
          throw new StackOverflowError();
        };
    start(attempt(exporter, lane, NEVER));
    settle(lane);
    settle(lane);
    assertThat(outcomes).hasSize(1).first().isInstanceOf(ExportResult.Retry.class);
  }

  private ExportAttempt attempt(EventExporter exporter, DeliveryThread caller, Duration timeout) {
    return new ExportAttempt(
        "test", exporter, lane, caller, new InternalErrors(() -> (stage, error) -> {}), timeout);
  }

  private void start(ExportAttempt attempt) throws Exception {
    EventBatch batch = new EventBatch(new UUID(1, 1), List.of());
    run(lane, () -> attempt.start(batch, outcomes::add, blocked::add));
  }

  /** Runs after what was due by then, since the lane's tasks are in the order of their times. */
  private void afterTheTimeLimit() throws Exception {
    after(SOON.multipliedBy(3));
  }

  private void after(Duration time) throws Exception {
    Future<?> later = lane.schedule(() -> {}, time.toNanos());
    Object unused = later.get(20, TimeUnit.SECONDS);
    settle(lane);
  }

  private static void settle(DeliveryThread thread) throws Exception {
    run(thread, () -> {});
  }

  private static void run(DeliveryThread thread, Runnable task)
      throws InterruptedException, ExecutionException, java.util.concurrent.TimeoutException {
    Object unused = thread.submit(task).get(20, TimeUnit.SECONDS);
  }

  private static void await(CountDownLatch gate) {
    try {
      gate.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The answer of an exporter, for which there is no memory to wait. */
  private static final class NoMemory extends CompletableFuture<ExportResult> {
    @Override
    public CompletableFuture<ExportResult> whenComplete(
        BiConsumer<? super ExportResult, ? super Throwable> action) {
      throw new OutOfMemoryError("Java heap space");
    }

    @Override
    public CompletableFuture<ExportResult> toCompletableFuture() {
      return this;
    }
  }
}
