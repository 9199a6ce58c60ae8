package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StripedCounterTest {

  private static final int TIMES = 20_000;

  private final StripedCounter counts = new StripedCounter();

  @Test
  void nothingWasCountedAtFirst() {
    assertThat(counts.sum()).isZero();
  }

  @Test
  void noneIsLostWhereThreadsComeAndGo() throws InterruptedException {
    for (int i = 0; i < 3 * StripedCounter.CELLS; i++) {
      run(new Thread(counts::increment));
    }

    assertThat(counts.sum()).isEqualTo(3 * StripedCounter.CELLS);
  }

  @Test
  void noneIsLostWhereMoreThreadsCountAtOnceThanThereAreCells() throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < 2 * StripedCounter.CELLS; i++) {
      threads.add(new Thread(this::countOften));
    }

    threads.forEach(Thread::start);
    for (Thread thread : threads) {
      thread.join();
    }

    assertThat(counts.sum()).isEqualTo(2L * StripedCounter.CELLS * TIMES);
  }

  @Test
  void aThreadLearnsHowFarItsOwnCellIs() {
    assertThat(counts.increment()).isEqualTo(1);
    assertThat(counts.increment()).isEqualTo(2);
  }

  private void countOften() {
    for (int i = 0; i < TIMES; i++) {
      counts.increment();
    }
  }

  private static void run(Thread thread) throws InterruptedException {
    thread.start();
    thread.join();
  }
}
