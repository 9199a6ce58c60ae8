package io.routeflow.micronaut.flush;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.BeanProvider;
import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.InternalErrors;
import io.routeflow.micronaut.queue.Ledger;
import io.routeflow.micronaut.queue.SamplePending;
import java.time.Duration;
import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FlushScheduleTest {

  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RouteflowConfiguration configuration = SampleConfiguration.with(Map.of());
  private final Ledger ledger = new Ledger();
  private final EventQueue queue = new EventQueue(configuration, ledger);
  private final InternalErrors errors = new InternalErrors(() -> (stage, error) -> {});
  private final DeliveryThread thread = new DeliveryThread();
  private final Progress progress = new Progress();

  @AfterEach
  void stop() {
    thread.stop();
  }

  @Test
  void aTickThatThrowsDoesNotEndTheSchedule() throws InterruptedException {
    CountDownLatch told = new CountDownLatch(1);
    List<QueueDropListener> listeners =
        new AbstractList<>() {
          private boolean failed;

          @Override
          public QueueDropListener get(int index) {
            if (!failed) {
              failed = true;
              ledger.dropped(DropReason.QUEUE_FULL, 1);
              throw new IllegalStateException("the first tick fails");
            }
            return count -> told.countDown();
          }

          @Override
          public int size() {
            return 1;
          }
        };
    ledger.dropped(DropReason.QUEUE_FULL, 1);
    schedule(() -> new Hooks(List.of(), List.of(), listeners, null)).start(Duration.ofMillis(1));
    assertThat(told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aFullBatchAndAFlushDoNotWaitForTheTick() throws InterruptedException {
    FlushSchedule schedule = schedule(() -> new Hooks(List.of(), List.of(), List.of(), null));
    schedule.start(AN_HOUR);
    offer(configuration.maxEventsPerBatch());
    assertThat(allHaveAnOutcome()).isTrue();

    offer(1);
    schedule.flushSoon();
    assertThat(allHaveAnOutcome()).isTrue();
    assertThat(ledger.droppedBy(DropReason.NO_EXPORTER))
        .isEqualTo(configuration.maxEventsPerBatch() + 1);
  }

  @Test
  void whereTheHooksCannotBeMadeNothingIsSent() throws InterruptedException {
    FlushSchedule schedule =
        schedule(
            () -> {
              throw new IllegalStateException("no such rule");
            });
    schedule.start(AN_HOUR);
    offer(2);
    schedule.flushSoon();
    assertThat(allHaveAnOutcome()).isTrue();
    assertThat(ledger.droppedBy(DropReason.FILTERED)).isEqualTo(2);
  }

  @Test
  void whereNothingEverCameNothingIsMadeInTheEnd() {
    AtomicBoolean made = new AtomicBoolean();
    FlushSchedule schedule =
        schedule(
            () -> {
              made.set(true);
              return Hooks.refusing();
            });
    schedule.start(AN_HOUR);
    schedule.flushSoon();
    schedule.finish(PATIENCE);
    assertThat(made).isFalse();
  }

  @Test
  void whatStillWaitsInTheEndIsCounted() {
    FlushSchedule schedule = schedule(Hooks::refusing);
    schedule.start(AN_HOUR);
    offer(3);
    schedule.finish(PATIENCE);
    assertThat(ledger.droppedBy(DropReason.SHUTDOWN)).isEqualTo(3);
    assertThat(progress.finished()).isEqualTo(3);
  }

  private FlushSchedule schedule(BeanProvider<Hooks> hooks) {
    Wiring wiring =
        new Wiring(
            configuration,
            queue,
            ledger,
            errors,
            thread,
            progress,
            hooks,
            () -> new Exporters(null, List.of(), errors));
    return new FlushSchedule(thread, queue, wiring, errors);
  }

  private boolean allHaveAnOutcome() throws InterruptedException {
    return progress.awaitFinished(queue.mark(), PATIENCE.toNanos());
  }

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      queue.offer(SamplePending.number(i));
    }
  }
}
