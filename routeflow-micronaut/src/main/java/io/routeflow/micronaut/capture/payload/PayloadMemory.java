package io.routeflow.micronaut.capture.payload;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that all bodies together may take while they are held. Thread-safe. */
final class PayloadMemory {

  private final AtomicLong used = new AtomicLong();
  private final long max;

  /** So many bytes at a time. */
  PayloadMemory(long max) {
    this.max = max;
  }

  /** Takes so many bytes; {@code false} where there are not as many left. */
  boolean reserve(int bytes) {
    if (used.addAndGet(bytes) <= max) {
      return true;
    }
    used.addAndGet(-bytes);
    return false;
  }

  /** Gives bytes back. */
  void release(int bytes) {
    used.addAndGet(-bytes);
  }

  /** The bytes that are taken. */
  long used() {
    return used.get();
  }
}
