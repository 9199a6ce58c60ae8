package io.routeflow.micronaut.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.DropReason;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventIdentity;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.event.WorkEvent;
import io.routeflow.micronaut.spi.ExportResult;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What goes wrong with a producer or a record costs no more than that. */
final class RecordSenderTest {

  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

  private static final EventParts UNREADABLE =
      new EventParts(
          null,
          null,
          List.of(),
          null,
          new Payload(null, Map.of("x-bad", new Unreadable()), null, -1, null, false, null),
          null,
          null);

  private final Queue<MockProducer<String, byte[]>> made = new ConcurrentLinkedQueue<>();
  private volatile Runnable closing = () -> {};
  private volatile Runnable beforeMaking = () -> {};
  private RecordSender sender = sender(Duration.ofMillis(2));

  @AfterEach
  void close() {
    sender.close();
  }

  @Test
  void oneThatHasNoOutcomeWhenItShouldHaveOneIsReplaced() {
    CompletableFuture<ExportResult> stuck = sender.send(batch());
    await(() -> made.size() == 1 && made.element().history().size() == 1);
    long handed = System.nanoTime();
    await(() -> System.nanoTime() - handed > TimeUnit.MILLISECONDS.toNanos(2));
    assertThat(stuck.cancel(true)).isTrue();
    await(() -> made.element().closed());

    CompletableFuture<ExportResult> next = sender.send(batch());
    await(() -> made.size() == 2 && made.stream().mapToInt(one -> one.history().size()).sum() == 2);
    made.forEach(one -> one.completeNext());
    assertThat(next.join()).isInstanceOf(ExportResult.Accepted.class);
    assertThat(made).hasSize(2);
  }

  @Test
  void oneThatIsGivenUpEarlyOrForAnotherReasonStays() {
    sender.close();
    sender = sender(Duration.ofHours(1));
    CompletableFuture<ExportResult> first = sender.send(batch());
    await(() -> made.size() == 1 && made.element().history().size() == 1);
    assertThat(first.cancel(true)).isTrue();
    CompletableFuture<ExportResult> second = sender.send(batch());
    await(() -> made.element().history().size() == 2);
    made.forEach(one -> one.completeNext());
    made.forEach(one -> one.completeNext());
    assertThat(second.join()).isInstanceOf(ExportResult.Accepted.class);
    assertThat(made).hasSize(1);
    assertThat(made.element().closed()).isFalse();
  }

  /** As one that another process has left on disk. */
  @Test
  void aBatchWithAnOriginIsSentAsOfThat() {
    EventBatch own = batch();
    EventBatch left =
        new EventBatch(own.id(), own.events(), new BatchOrigin("1.0", "9f3c2ab", "before"));
    CompletableFuture<ExportResult> outcome = sender.send(left);
    await(() -> made.size() == 1 && made.element().history().size() == 1);
    made.element().completeNext();
    assertThat(outcome.join()).isEqualTo(ExportResult.accepted());
    assertThat(new String(made.element().history().get(0).value(), StandardCharsets.UTF_8))
        .contains(
            "\"service\":{\"name\":\"orders\",\"version\":\"1.0\",\"instance\":\"before\"}",
            "\"code_version\":\"9f3c2ab\"");
  }

  @Test
  void anEventThatCannotBeEncodedIsDroppedAloneAndTheProducerStays() {
    EventBatch bad =
        new EventBatch(
            UUID.randomUUID(),
            List.of(job(EventParts.NONE), job(UNREADABLE), job(EventParts.NONE)));
    CompletableFuture<ExportResult> all = sender.send(bad);
    await(() -> made.size() == 1 && made.element().history().size() == 2);
    made.element().completeNext();
    made.element().completeNext();
    assertThat(all.join())
        .isEqualTo(new ExportResult.TooLarge(DropReason.VALIDATION, "IllegalStateException"));

    // as the lane sends the halves: what has arrived is left out
    CompletableFuture<ExportResult> half =
        sender.send(new EventBatch(UUID.randomUUID(), bad.events().subList(0, 1)));
    assertThat(half.join()).isEqualTo(ExportResult.accepted());
    assertThat(made).hasSize(1);
    assertThat(made.element().history()).hasSize(2);
    assertThat(made.element().closed()).isFalse();
  }

  @Test
  void ofABatchThatIsRejectedInTheMiddleWhatHasArrivedIsSentAndTheOthersAreDropped() {
    EventBatch whole =
        new EventBatch(
            UUID.randomUUID(),
            List.of(job(EventParts.NONE), job(EventParts.NONE), job(EventParts.NONE)));
    CompletableFuture<ExportResult> all = sender.send(whole);
    await(() -> made.size() == 1 && made.element().history().size() == 3);
    made.element().completeNext();
    rejectNext();
    rejectNext();
    assertThat(all.join()).isInstanceOf(ExportResult.TooLarge.class);

    CompletableFuture<ExportResult> first = sender.send(part(whole, 0, 1));
    assertThat(first.join()).isEqualTo(ExportResult.accepted());
    assertThat(made.element().history()).hasSize(3);
    CompletableFuture<ExportResult> rest = sender.send(part(whole, 1, 3));
    await(() -> made.element().history().size() == 5);
    rejectNext();
    rejectNext();
    assertThat(rest.join())
        .isEqualTo(new ExportResult.Rejected(DropReason.HTTP_4XX, "TopicAuthorizationException"));
  }

  @Test
  void oneThatTheBrokerHasShutOutIsReplacedOnce() {
    CompletableFuture<ExportResult> failed = sender.send(batch());
    CompletableFuture<ExportResult> second = sender.send(batch());
    await(() -> made.size() == 1 && made.element().history().size() == 2);
    MockProducer<String, byte[]> fenced = made.element();
    assertThat(fenced.errorNext(new ProducerFencedException("fenced"))).isTrue();
    assertThat(failed.join()).isInstanceOf(ExportResult.Retry.class);
    await(fenced::closed);
    CompletableFuture<ExportResult> third = sender.send(batch());
    await(() -> made.size() == 2);
    fenced.errorNext(new ProducerFencedException("fenced"));
    assertThat(second.join()).isInstanceOf(ExportResult.Retry.class);
    MockProducer<String, byte[]> other = made.stream().skip(1).findFirst().orElseThrow();
    await(other::completeNext);
    assertThat(third.join()).isEqualTo(ExportResult.accepted());
  }

  /** Its thread has no place for that at first. */
  @Test
  void oneThatTheBrokerHasShutOutIsReplacedAlsoWhereMuchWaitsForItsThread() {
    CompletableFuture<ExportResult> failed = sender.send(batch());
    await(() -> made.size() == 1 && made.element().history().size() == 1);
    Held held = new Held();
    CompletableFuture<ExportResult> unused =
        sender.send(new EventBatch(UUID.randomUUID(), List.of(job(held.parts()))));
    await(() -> held.reached.getCount() == 0);
    int waiting = 0;
    while (!sender.send(batch()).isDone()) {
      waiting++;
    }
    MockProducer<String, byte[]> fenced = made.element();
    assertThat(fenced.errorNext(new ProducerFencedException("fenced"))).isTrue();
    assertThat(failed.join()).isInstanceOf(ExportResult.Retry.class);
    held.released.countDown();
    int handed = waiting + 2;
    await(() -> fenced.history().size() == handed);
    assertThat(fenced.closed()).isFalse();

    fenced.errorNext(new ProducerFencedException("fenced"));
    await(fenced::closed);
  }

  /** A new one would abort what the broker may have already, and it would come twice. */
  @Test
  void oneThatRecoversByItselfIsNotReplaced() {
    for (RuntimeException passing :
        List.of(
            new InvalidProducerEpochException("epoch"), new OutOfOrderSequenceException("order"))) {
      CompletableFuture<ExportResult> failed = sender.send(batch());
      CompletableFuture<ExportResult> next = sender.send(batch());
      await(() -> made.size() == 1 && made.element().history().size() % 2 == 0);
      await(() -> made.element().errorNext(passing));
      assertThat(failed.join()).isInstanceOf(ExportResult.Retry.class);
      await(() -> made.element().completeNext());
      assertThat(next.join()).isEqualTo(ExportResult.accepted());
    }
    assertThat(made).hasSize(1);
    assertThat(made.element().closed()).isFalse();
  }

  private void rejectNext() {
    assertThat(made.element().errorNext(new TopicAuthorizationException("topic"))).isTrue();
  }

  private static EventBatch part(EventBatch whole, int from, int to) {
    return new EventBatch(UUID.randomUUID(), whole.events().subList(from, to));
  }

  @Test
  void aReplacedProducerThatDoesNotCloseHoldsUpNoBatch() {
    CountDownLatch closes = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    closing =
        () -> {
          closes.countDown();
          await(() -> released.getCount() == 0);
        };
    try {
      CompletableFuture<ExportResult> stuck = sender.send(batch());
      await(() -> made.size() == 1 && made.element().history().size() == 1);
      long handed = System.nanoTime();
      await(() -> System.nanoTime() - handed > TimeUnit.MILLISECONDS.toNanos(2));
      assertThat(stuck.cancel(true)).isTrue();
      await(() -> closes.getCount() == 0);
      CompletableFuture<ExportResult> unused = sender.send(batch());
      await(() -> made.size() == 2);
      assertThat(made.element().closed()).isFalse();
    } finally {
      released.countDown();
    }
    await(() -> made.element().closed());
  }

  @Test
  void aShutdownDoesNotWaitForAProducerThatDoesNotClose() {
    CountDownLatch closes = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    closing =
        () -> {
          closes.countDown();
          await(() -> released.getCount() == 0);
        };
    try {
      CompletableFuture<ExportResult> unused = sender.send(batch());
      await(() -> made.size() == 1 && made.element().history().size() == 1);
      CompletableFuture<Void> closed = CompletableFuture.runAsync(sender::close);
      await(closed::isDone);
      assertThat(closed).isCompleted();
      await(() -> closes.getCount() == 0);
      assertThat(made.element().closed()).isFalse();
    } finally {
      released.countDown();
    }
    await(() -> made.element().closed());
  }

  @Test
  void oneThatIsMadeWhileTheSenderIsClosedIsClosedToo() {
    CountDownLatch making = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    beforeMaking =
        () -> {
          making.countDown();
          await(() -> released.getCount() == 0);
        };
    try {
      CompletableFuture<ExportResult> unused = sender.send(batch());
      await(() -> making.getCount() == 0);
      sender.close();
      assertThat(made).isEmpty();
    } finally {
      released.countDown();
    }
    await(() -> made.size() == 1 && made.element().closed());
  }

  private RecordSender sender(Duration timeout) {
    ServiceSettings service =
        new ServiceSettings("orders", null, "instance", "test", () -> null, Map.of());
    return new RecordSender(new RecordEncoder("topic", service), this::producer, timeout, 8);
  }

  private Producer<String, byte[]> producer() {
    beforeMaking.run();
    MockProducer<String, byte[]> producer =
        new MockProducer<>(false, new StringSerializer(), new ByteArraySerializer()) {
          @Override
          public void close(Duration limit) {
            closing.run();
            super.close(limit);
          }
        };
    made.add(producer);
    return producer;
  }

  private static EventBatch batch() {
    return new EventBatch(UUID.randomUUID(), List.of(job(EventParts.NONE)));
  }

  private static Event job(EventParts parts) {
    EventIdentity identity =
        new EventIdentity(UUID.randomUUID(), Instant.EPOCH, "trace-number-1", 1, 0, null);
    return new WorkEvent(identity, EventType.JOB, "job", EventStatus.SUCCESS, 1, parts, Map.of());
  }

  private static void await(BooleanSupplier condition) {
    long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime() - start).isLessThan(PATIENCE_NANOS);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
  }

  /** A value that is written once the test lets it. */
  private static final class Held {
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    EventParts parts() {
      return new EventParts(
          null,
          null,
          List.of(),
          null,
          new Payload(null, Map.of("x-held", this), null, -1, null, false, null),
          null,
          null);
    }

    @Override
    public String toString() {
      reached.countDown();
      await(() -> released.getCount() == 0);
      return "held";
    }
  }

  /** A value that cannot be written. */
  private static final class Unreadable {
    @Override
    public String toString() {
      throw new IllegalStateException("cannot be read");
    }
  }
}
