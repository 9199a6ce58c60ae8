package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The ids of the batches that this process has sent last, by which it knows them again where the
 * ingest endpoint is part of it. Only the endpoint sees them, so that no other sender can pass for
 * this module. Thread-safe.
 */
@Internal
@Singleton
public final class SentBatchIds {

  /** More than may be in flight at a time, so that one that arrives late is known too. */
  static final int MAX_KNOWN = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> known = new LinkedHashSet<>();

  /** Nothing is sent yet. */
  public SentBatchIds() {}

  /** A batch is about to be sent. */
  public void sending(String id) {
    lock.lock();
    try {
      if (known.add(id) && known.size() > MAX_KNOWN) {
        known.remove(known.iterator().next());
      }
    } finally {
      lock.unlock();
    }
  }

  /** Whether such a batch was sent by this process. */
  public boolean contains(String id) {
    lock.lock();
    try {
      return known.contains(id);
    } finally {
      lock.unlock();
    }
  }
}
