package io.routeflow.micronaut.delivery.lane;

import io.micronaut.core.annotation.Internal;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One thread and its timer: the dispatcher's, or that of a lane. It is the module's own, because
 * the framework's scheduler belongs to the application's jobs; a daemon, because telemetry must not
 * keep a process alive; and no executor bean, because libraries measure and wrap those. The thread
 * starts with the first task.
 *
 * <p>It outlives a shortage of memory. What the thread itself schedules waits until there is room
 * for it, and a thread that ends with an error of the pool is followed by another one.
 */
@Internal
public final class DeliveryThread {

  /** The name of the dispatcher's thread. */
  public static final String NAME = "routeflow";

  private static final long PAUSE_NANOS = 50_000_000;

  /** Discards tasks after the stop: all events are counted by then. */
  private final ScheduledThreadPoolExecutor executor;

  private volatile @Nullable Thread current;

  /** A thread of this name. */
  public DeliveryThread(String name) {
    this(task -> new Daemon(task, name));
  }

  /** A thread that a factory makes; one which ends too early is followed by another one. */
  DeliveryThread(ThreadFactory threads) {
    executor =
        new ScheduledThreadPoolExecutor(
            1, task -> threads.newThread(new Life(task)), new ThreadPoolExecutor.DiscardPolicy());
    executor.setRemoveOnCancelPolicy(true);
  }

  /** Whether the calling thread is one of these, which must never wait for the delivery. */
  public static boolean isCurrent() {
    return Thread.currentThread() instanceof Daemon;
  }

  /** Runs a task as soon as the thread is free. */
  public void execute(Runnable task) {
    Future<?> unused = schedule(task, 0);
  }

  /** Runs a task as soon as the thread is free; the future waits for its end. */
  public Future<?> submit(Runnable task) {
    return executor.submit(task);
  }

  /** Runs a task after a delay in nanoseconds. */
  public void executeAfter(Runnable task, long delayNanos) {
    Future<?> unused = schedule(task, delayNanos);
  }

  /** Has a task run once; where that cannot be scheduled, a later request tries again. */
  void request(AtomicBoolean requested, Runnable task, long delayNanos) {
    if (requested.compareAndSet(false, true)) {
      boolean scheduled = false;
      try {
        executeAfter(task, delayNanos);
        scheduled = true;
      } finally {
        if (!scheduled) {
          requested.set(false);
        }
      }
    }
  }

  /** As {@link #executeAfter}; on the thread itself it waits while there is no memory for it. */
  Future<?> schedule(Runnable task, long delayNanos) {
    while (true) {
      try {
        return executor.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
      } catch (VirtualMachineError e) {
        if (Thread.currentThread() != current || executor.isShutdown()) {
          throw e;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }

  /** Repeats a task, the first time after one interval, whatever it throws. */
  public Repetition repeat(Runnable task, Duration interval) {
    Repetition repetition = new Repetition(task, interval.toNanos());
    repetition.next();
    return repetition;
  }

  /** Ends the thread; interrupts what it does. */
  public void stop() {
    executor.shutdownNow();
  }

  /**
   * A task that is repeated. It schedules itself, because the pool's own repetition is over for
   * good where it fails once.
   */
  public final class Repetition implements Runnable {

    private final Runnable task;
    private final long intervalNanos;
    private volatile boolean cancelled;

    private Repetition(Runnable task, long intervalNanos) {
      this.task = task;
      this.intervalNanos = intervalNanos;
    }

    @Override
    public void run() {
      try {
        if (!cancelled) {
          task.run();
        }
      } finally {
        again();
      }
    }

    /** What is not scheduled now is over for good, whatever it is that fails for want of memory. */
    private void again() {
      boolean scheduled = false;
      while (!scheduled && !executor.isShutdown()) {
        try {
          next();
          scheduled = true;
        } catch (Throwable e) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }

    private void next() {
      if (!cancelled) {
        executeAfter(this, intervalNanos);
      }
    }

    /** The task is not run again. */
    public void cancel() {
      cancelled = true;
    }
  }

  private static final class Daemon extends Thread {

    Daemon(Runnable task, String name) {
      super(task, name);
      setDaemon(true);
    }
  }

  private final class Life implements Runnable {

    private final Runnable task;

    Life(Runnable task) {
      this.task = task;
    }

    @Override
    public void run() {
      current = Thread.currentThread();
      try {
        task.run();
      } finally {
        succeed();
      }
    }

    /** The pool starts the next one by itself, but not where that fails too. */
    private void succeed() {
      while (!executor.isShutdown()) {
        try {
          executor.prestartCoreThread();
          return;
        } catch (VirtualMachineError e) {
          LockSupport.parkNanos(PAUSE_NANOS);
        }
      }
    }
  }
}
