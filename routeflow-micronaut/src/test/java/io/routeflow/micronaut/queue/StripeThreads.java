package io.routeflow.micronaut.queue;

/** Threads that put their events into a certain stripe. */
final class StripeThreads {

  private StripeThreads() {}

  /** A thread, not started, whose own stripe is this one of so many. */
  static Thread of(int stripe, int count, Runnable task) {
    Thread thread = new Thread(task);
    while ((thread.getId() & (count - 1)) != stripe) {
      thread = new Thread(task);
    }
    return thread;
  }

  /** Offers an event from such a thread. */
  static void offer(EventQueue queue, int stripe, int count, PendingEvent event) {
    Thread thread = of(stripe, count, () -> queue.offer(event));
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
