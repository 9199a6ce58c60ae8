package io.routeflow.micronaut.console;

import io.routeflow.micronaut.DropReason;
import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.queue.EventObserver;
import jakarta.inject.Singleton;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the delivery thread takes, by the operating system's account of it. */
@Singleton
final class DeliveryCost implements EventObserver {

  private final AtomicLong events = new AtomicLong();
  private volatile @Nullable Thread thread;

  @Override
  public void waiting(RequestEvent event) {
    if (thread == null) {
      thread = Thread.currentThread();
    }
    events.incrementAndGet();
  }

  @Override
  public void sent(EventBatch batch, int attempts) {
    // counted when they came
  }

  @Override
  public void dropped(EventBatch batch, DropReason reason, int attempts) {
    // counted when they came
  }

  @Override
  public void attemptFailed(String cause) {
    // costs what it costs
  }

  /** CPU time of the thread for each event; {@code null} where nobody can tell. */
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
