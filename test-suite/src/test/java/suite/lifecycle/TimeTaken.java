package suite.lifecycle;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * How long a piece of work keeps its thread, on a machine that has other things to do: the time in
 * which the thread waits, is blocked or computes. Time in which it could have run and was not let
 * is no time of the work; nor is that in which the whole machine stood still, as seen by a thread
 * that does nothing but sleep.
 */
final class TimeTaken {

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long NAP_NANOS = 2_000_000;

  private TimeTaken() {}

  /** Runs the work on the calling thread. */
  static Duration by(Runnable work) {
    THREADS.setThreadContentionMonitoringEnabled(true);
    var stalls = new AtomicLong();
    Thread sleeper = new Thread(() -> sleep(stalls), "sleeper");
    sleeper.start();
    long before = own();
    work.run();
    long after = own();
    sleeper.interrupt();
    return Duration.ofNanos(after - before - stalls.get());
  }

  private static long own() {
    ThreadInfo info = THREADS.getThreadInfo(Thread.currentThread().getId());
    return THREADS.getCurrentThreadCpuTime()
        + (info.getWaitedTime() + info.getBlockedTime()) * 1_000_000;
  }

  private static void sleep(AtomicLong stalls) {
    while (!Thread.currentThread().isInterrupted()) {
      long start = System.nanoTime();
      LockSupport.parkNanos(NAP_NANOS);
      stalls.addAndGet(Math.max(0, System.nanoTime() - start - 2 * NAP_NANOS));
    }
  }
}
