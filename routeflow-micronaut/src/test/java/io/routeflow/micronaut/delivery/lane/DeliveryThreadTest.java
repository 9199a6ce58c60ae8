package io.routeflow.micronaut.delivery.lane;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class DeliveryThreadTest {

  private static final long PATIENCE_SECONDS = 20;

  @Test
  void aThreadThatCannotBeMadeOnceIsMadeWithALaterTask() throws InterruptedException {
    DeliveryThread thread = new DeliveryThread(new Scarce(1));
    CountDownLatch ran = new CountDownLatch(2);
    assertThatThrownBy(() -> thread.execute(ran::countDown)).isInstanceOf(OutOfMemoryError.class);
    thread.execute(ran::countDown);
    assertThat(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).as("both tasks").isTrue();
    thread.stop();
  }

  @Test
  void aTaskThatThrowsAnErrorIsRepeatedAllTheSame() throws InterruptedException {
    DeliveryThread thread = new DeliveryThread("repeating");
    CountDownLatch ran = new CountDownLatch(3);
    thread.repeat(
        () -> {
          ran.countDown();
          throw new OutOfMemoryError("in a task");
        },
        Duration.ofMillis(1));
    assertThat(ran.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    thread.stop();
  }

  /** Makes no thread for a number of times. */
  private static final class Scarce implements ThreadFactory {

    final AtomicInteger failing;

    Scarce(int failing) {
      this.failing = new AtomicInteger(failing);
    }

    @Override
    public Thread newThread(Runnable task) {
      if (failing.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
        throw new OutOfMemoryError("no thread");
      }
      Thread thread = new Thread(task, "scarce");
      thread.setDaemon(true);
      return thread;
    }
  }
}
