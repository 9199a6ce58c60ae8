package io.routeflow.micronaut.opentelemetry.otlp;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.exporter.internal.marshal.Marshaler;
import io.opentelemetry.exporter.internal.otlp.traces.TraceRequestMarshaler;
import io.opentelemetry.sdk.common.CompletableResultCode;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** What the SDK exports has one outcome, on threads that are the module's own. */
final class SignalDeliveryTest {

  private static final OtlpAnswer LATER = OtlpAnswer.of(OtlpAnswer.Outcome.RETRYABLE, "status 503");
  private static final OtlpAnswer TAKEN = OtlpAnswer.accepted(0);

  private final ScriptedChannel channel = new ScriptedChannel();

  @Test
  void whatIsTakenAtOnceRunsOnTheThreadsOfTheCallerAndOfTheReceiverOnly() throws Exception {
    try (SignalDelivery delivery = delivery(3, Duration.ofMillis(1))) {
      channel.answers(TAKEN);
      Queue<Thread> seen = new ConcurrentLinkedQueue<>();

      CompletableResultCode result = delivered(delivery, seen);

      assertThat(result.isSuccess()).isTrue();
      assertThat(channel.senders).containsExactly(Thread.currentThread());
      assertThat(seen).extracting(Thread::getName).containsExactly(ScriptedChannel.THREAD);
      assertThat(delivery.delivered()).isEqualTo(1);
    }
  }

  @Test
  void repetitionsRunOnTheDaemonOfTheDeliveryAndNeverInTheCommonPool() throws Exception {
    try (SignalDelivery delivery = delivery(3, Duration.ofMillis(1))) {
      channel.answers(LATER, LATER, TAKEN);
      Queue<Thread> seen = new ConcurrentLinkedQueue<>();

      assertThat(delivered(delivery, seen).isSuccess()).isTrue();

      assertThat(channel.senders)
          .extracting(Thread::getName)
          .containsExactly(Thread.currentThread().getName(), RetryTimer.THREAD, RetryTimer.THREAD);
      assertThat(List.copyOf(channel.senders).subList(1, 3)).allMatch(Thread::isDaemon);
      seen.addAll(channel.senders);
      assertThat(seen).noneMatch(ForkJoinWorkerThread.class::isInstance);
      assertThat(delivery.delivered()).isEqualTo(1);
      assertThat(delivery.failed()).isZero();
    }
  }

  @Test
  void whatWaitsForItsNextAttemptIsGivenUpWithTheEndAndItsThreadEnds() throws Exception {
    SignalDelivery delivery = delivery(3, Duration.ofMinutes(10));
    OtlpAnswer tomorrow =
        new OtlpAnswer(OtlpAnswer.Outcome.RETRYABLE, "status 429", 0, Duration.ofDays(1));
    channel.answers(LATER, tomorrow);
    channel.open();
    CompletableResultCode first = delivery.deliver(SignalDeliveryTest::nothing, 2);
    channel.awaitAnswered(1);
    CompletableResultCode second = delivery.deliver(SignalDeliveryTest::nothing, 3);
    channel.awaitAnswered(2);

    delivery.close();

    assertThat(first.join(1, TimeUnit.MINUTES).isDone()).isTrue();
    assertThat(second.join(1, TimeUnit.MINUTES).isSuccess()).isFalse();
    assertThat(delivery.failed()).isEqualTo(5);
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().equals(RetryTimer.THREAD)) {
        thread.join(TimeUnit.MINUTES.toMillis(1));
        assertThat(thread.isAlive()).isFalse();
      }
    }
    assertThat(channel.senders).hasSize(2);
  }

  @Test
  void whatComesAfterTheEndIsCountedAsFailed() {
    SignalDelivery delivery = delivery(3, Duration.ofMillis(1));
    delivery.close();

    assertThat(
            delivery.deliver(SignalDeliveryTest::nothing, 4).join(1, TimeUnit.MINUTES).isSuccess())
        .isFalse();
    assertThat(delivery.failed()).isEqualTo(4);
    assertThat(channel.senders).isEmpty();
  }

  @Test
  void aShortageOfMemoryCostsTheRequestAndNotTheThread() {
    try (SignalDelivery delivery = delivery(3, Duration.ofMillis(1))) {
      Supplier<Marshaler> tooLarge =
          () -> {
            throw new OutOfMemoryError("test");
          };

      CompletableResultCode result = delivery.deliver(tooLarge, 7).join(1, TimeUnit.MINUTES);

      assertThat(result.isDone()).isTrue();
      assertThat(result.isSuccess()).isFalse();
      assertThat(delivery.failed()).isEqualTo(7);
    }
  }

  private static Marshaler nothing() {
    return TraceRequestMarshaler.create(List.of());
  }

  private SignalDelivery delivery(int repetitions, Duration backoff) {
    return new SignalDelivery("test", channel, new SignalDelivery.Retries(repetitions, backoff));
  }

  /** Notes the thread on which the SDK would go on. */
  private CompletableResultCode delivered(SignalDelivery delivery, Queue<Thread> seen)
      throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    CompletableResultCode result = delivery.deliver(SignalDeliveryTest::nothing, 1);
    result.whenComplete(
        () -> {
          seen.add(Thread.currentThread());
          over.countDown();
        });
    channel.open();
    assertThat(over.await(1, TimeUnit.MINUTES)).isTrue();
    return result;
  }

  /** Answers by a script, each time on a thread of the receiver, once it is open. */
  private static final class ScriptedChannel implements OtlpChannel {

    static final String THREAD = "receiver";

    final Queue<Thread> senders = new ConcurrentLinkedQueue<>();
    private final Queue<OtlpAnswer> script = new ArrayDeque<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private int answered;

    synchronized void answers(OtlpAnswer... answers) {
      script.addAll(List.of(answers));
    }

    @Override
    public CompletableFuture<OtlpAnswer> send(Marshaler content) {
      senders.add(Thread.currentThread());
      CompletableFuture<OtlpAnswer> answer = new CompletableFuture<>();
      Thread receiver = new Thread(() -> answer(answer), THREAD);
      receiver.setDaemon(true);
      receiver.start();
      return answer;
    }

    void open() {
      go.countDown();
    }

    private void answer(CompletableFuture<OtlpAnswer> answer) {
      try {
        go.await();
      } catch (InterruptedException e) {
        return;
      }
      OtlpAnswer next;
      synchronized (this) {
        next = script.remove();
      }
      answer.complete(next);
      synchronized (this) {
        answered++;
        notifyAll();
      }
    }

    synchronized void awaitAnswered(int count) throws InterruptedException {
      while (answered < count) {
        wait();
      }
    }

    @Override
    public void close() {}
  }
}
