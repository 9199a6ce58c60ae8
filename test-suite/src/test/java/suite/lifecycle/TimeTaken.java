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

  /** Less is what any thread loses to others now and then, and much less than what is measured. */
  private static final long STANDSTILL_NANOS = 200_000_000;

  private TimeTaken() {}

  /** Runs the work on the calling thread. */
  static Duration by(Runnable work) {
    if (!THREADS.isThreadContentionMonitoringSupported()
        || !THREADS.isCurrentThreadCpuTimeSupported()) {
      throw new UnsupportedOperationException("this JVM cannot tell what a thread does");
    }
    THREADS.setThreadContentionMonitoringEnabled(true);
    var stalls = new AtomicLong();
    Thread sleeper = new Thread(() -> sleep(stalls), "sleeper");
    sleeper.start();
    try {
      long before = own();
      work.run();
      return Duration.ofNanos(own() - before - stalls.get());
    } finally {
      sleeper.interrupt();
      THREADS.setThreadContentionMonitoringEnabled(false);
    }
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
      long lost = System.nanoTime() - start - NAP_NANOS;
      stalls.addAndGet(lost >= STANDSTILL_NANOS ? lost : 0);
    }
  }
}
