package io.routeflow.micronaut.queue;

import io.micronaut.core.annotation.Internal;
import jakarta.inject.Singleton;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The ids of the batches that this process has sent last, by which it knows them again where the
 * ingest endpoint is part of it. Nobody but the endpoint sees them, so nobody else can pass for
 * one. Thread-safe.
 */
@Internal
@Singleton
public final class OwnBatches {

  /** More than may be under way at a time, so that one that arrives late is known too. */
  static final int MAX_KNOWN = 1024;

  private final ReentrantLock lock = new ReentrantLock();
  private final Set<String> known = new LinkedHashSet<>();

  /** Nothing is sent yet. */
  public OwnBatches() {}

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
