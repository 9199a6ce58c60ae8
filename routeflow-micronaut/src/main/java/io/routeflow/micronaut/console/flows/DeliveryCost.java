package io.routeflow.micronaut.console.flows;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the delivery thread takes, by the operating system's account of it. Thread-safe. */
final class DeliveryCost {

  private final AtomicLong events = new AtomicLong();
  private volatile @Nullable Thread thread;

  /** Counts an event, on the delivery thread. */
  void add() {
    if (thread == null) {
      thread = Thread.currentThread();
    }
    events.incrementAndGet();
  }

  /** CPU time of the thread for each event; {@code null} where the JVM does not measure it. */
  @Nullable Long nanosPerEvent() {
    Thread measured = thread;
    long count = events.get();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    if (measured == null || count == 0 || !threads.isThreadCpuTimeSupported()) {
      return null;
    }
    long nanos = threads.isThreadCpuTimeEnabled() ? threads.getThreadCpuTime(measured.getId()) : -1;
    return nanos < 0 ? null : nanos / count;
  }
}
