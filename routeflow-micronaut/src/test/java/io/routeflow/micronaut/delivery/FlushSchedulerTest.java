package io.routeflow.micronaut.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.context.ApplicationContext;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.env.Environment;
import io.routeflow.micronaut.QueueDropListener;
import io.routeflow.micronaut.configuration.DestinationSettings;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.SampleConfiguration;
import io.routeflow.micronaut.diagnostics.InternalErrors;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.queue.EventLedger;
import io.routeflow.micronaut.queue.EventQueue;
import io.routeflow.micronaut.queue.SamplePending;
import java.time.Duration;
import java.util.AbstractList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class FlushSchedulerTest {

  private final ApplicationContext context =
      ApplicationContext.builder().deduceEnvironment(false).build();
  private final Environment environment = context.getEnvironment().start();

  private static final Duration AN_HOUR = Duration.ofHours(1);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final RouteflowConfiguration configuration = SampleConfiguration.with(Map.of());
  private final EventLedger ledger = new EventLedger();
  private final EventQueue queue = new EventQueue(configuration, ledger);
  private final InternalErrors errors = new InternalErrors(() -> (stage, error) -> {});
  private final DispatchProgress progress = new DispatchProgress(queue, ledger);
  private DestinationSettings destinations = SampleConfiguration.destinations(Map.of());
  private @Nullable FlushScheduler scheduler;

  @AfterEach
  void stop() {
    Objects.requireNonNull(scheduler).stop();
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
    schedule(
            Duration.ofMillis(10),
            () -> new ApplicationHooks(List.of(), List.of(), List.of(), listeners, null))
        .start();
    assertThat(told.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(ledger.sinceLastTick(System.nanoTime())).as("of the tick that failed").isNotNull();
  }

  @Test
  void theFirstTickIsNoLaterThanADestinationNeeds() throws InterruptedException {
    destinations =
        SampleConfiguration.destinations(Map.of("destinations.audit.flush-interval-ms", "10"));
    CountDownLatch made = new CountDownLatch(1);
    schedule(
            AN_HOUR,
            () -> {
              made.countDown();
              return ApplicationHooks.refusing();
            })
        .start();
    assertThat(made.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aFullBatchAndAFlushDoNotWaitForTheTick() throws InterruptedException {
    FlushScheduler schedule =
        schedule(
            AN_HOUR, () -> new ApplicationHooks(List.of(), List.of(), List.of(), List.of(), null));
    schedule.start();
    offer(configuration.lane().maxEventsPerBatch());
    awaitIdle();
    offer(1);
    assertThat(flush(schedule)).isTrue();
    assertThat(ledger.droppedBy(DropReason.NO_EXPORTER))
        .isEqualTo(configuration.lane().maxEventsPerBatch() + 1);
  }

  @Test
  void whereTheHooksCannotBeMadeNothingIsSent() throws InterruptedException {
    FlushScheduler schedule =
        schedule(
            AN_HOUR,
            () -> {
              throw new IllegalStateException("no such rule");
            });
    schedule.start();
    offer(2);
    assertThat(flush(schedule)).isTrue();
    assertThat(ledger.droppedBy(DropReason.FILTERED)).isEqualTo(2);
  }

  @Test
  void hooksThatCouldNotBeMadeOnceAreMadeAgainWithALaterTick() throws InterruptedException {
    AtomicBoolean failed = new AtomicBoolean();
    CountDownLatch made = new CountDownLatch(1);
    schedule(
            Duration.ofMillis(10),
            () -> {
              if (failed.compareAndSet(false, true)) {
                throw new OutOfMemoryError("just now");
              }
              made.countDown();
              return new ApplicationHooks(List.of(), List.of(), List.of(), List.of(), null);
            })
        .start();
    assertThat(made.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    offer(1);
    awaitIdle();
    assertThat(ledger.droppedBy(DropReason.FILTERED)).isZero();
    assertThat(ledger.droppedBy(DropReason.NO_EXPORTER)).isEqualTo(1);
  }

  @Test
  void whereNothingEverCameNothingIsMadeInTheEnd() throws InterruptedException {
    AtomicBoolean made = new AtomicBoolean();
    FlushScheduler schedule =
        schedule(
            AN_HOUR,
            () -> {
              made.set(true);
              return ApplicationHooks.refusing();
            });
    schedule.start();
    assertThat(flush(schedule)).isTrue();
    schedule.end(PATIENCE);
    assertThat(made).isFalse();
  }

  @Test
  void whereThereMayBeASpoolWhatIsBehindTheQueueIsMadeAtOnce() throws InterruptedException {
    CountDownLatch made = new CountDownLatch(1);
    schedule(
            AN_HOUR,
            Map.of("spool.directory", "/nowhere"),
            () -> {
              made.countDown();
              return ApplicationHooks.refusing();
            })
        .start();
    assertThat(made.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void whatStillWaitsInTheEndIsCountedAndWhatComesAfterItToo() {
    FlushScheduler schedule = schedule(AN_HOUR, ApplicationHooks::refusing);
    schedule.start();
    offer(3);
    progress.close();
    assertThat(progress.stats().dropped(DropReason.SHUTDOWN)).isEqualTo(3);
    assertThat(progress.stats().waiting()).isZero();
    assertThat(progress.isIdle()).isTrue();
    // one that had passed the closed door
    offer(1);
    assertThat(progress.stats().dropped(DropReason.SHUTDOWN)).isEqualTo(4);
    schedule.end(PATIENCE);
  }

  private void awaitIdle() {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!progress.isIdle()) {
      assertThat(System.nanoTime() - deadline).as("time over").isNegative();
      Thread.onSpinWait();
    }
  }

  private boolean flush(FlushScheduler schedule) throws InterruptedException {
    return schedule.flush(System.nanoTime() + PATIENCE.toNanos());
  }

  @Test
  void inAContextThatWasClosedNothingBegins() throws InterruptedException {
    environment.stop();
    AtomicBoolean made = new AtomicBoolean();
    FlushScheduler schedule =
        schedule(
            Duration.ofMillis(10),
            () -> {
              made.set(true);
              return ApplicationHooks.refusing();
            });
    schedule.start();
    offer(1);
    assertThat(flush(schedule)).isTrue();
    assertThat(made).isFalse();
  }

  private FlushScheduler schedule(Duration interval, BeanProvider<ApplicationHooks> hooks) {
    return schedule(interval, Map.of(), hooks);
  }

  private FlushScheduler schedule(
      Duration interval, Map<String, String> more, BeanProvider<ApplicationHooks> hooks) {
    Map<String, String> settings = new HashMap<>(more);
    settings.put("flush-interval-ms", String.valueOf(interval.toMillis()));
    RouteflowConfiguration configuration = SampleConfiguration.with(settings);
    DeliveryFactory factory =
        new DeliveryFactory(
            configuration,
            queue,
            ledger,
            errors,
            progress,
            hooks,
            FlushSchedulerTest::notThere,
            () -> destinations);
    scheduler =
        new FlushScheduler(configuration, queue, progress, factory, errors, context, environment);
    return scheduler;
  }

  @SuppressWarnings("TypeParameterUnusedInFormals") // it never returns anything
  private static <T> T notThere() {
    throw new IllegalStateException("there is no exporter");
  }

  private void offer(int count) {
    for (int i = 0; i < count; i++) {
      queue.offer(SamplePending.number(i));
    }
  }
}
