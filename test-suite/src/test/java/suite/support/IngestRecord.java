package suite.support;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * What reached {@link FakeIngest}, in order, with waiting on conditions. Safe for use by several
 * threads.
 */
final class IngestRecord {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<ReceivedBatch> attempts = new ArrayList<>();
  private final List<ReceivedBatch> batches = new ArrayList<>();
  private final List<JsonNode> events = new ArrayList<>();
  private final Set<String> acceptedIds = new HashSet<>();

  void attempt(ReceivedBatch attempt) {
    change(() -> attempts.add(attempt));
  }

  void accept(ReceivedBatch batch) {
    change(
        () -> {
          if (acceptedIds.add(batch.batchId())) {
            batches.add(batch);
            events.addAll(batch.events());
          }
        });
  }

  void clear() {
    change(
        () -> {
          attempts.clear();
          batches.clear();
          events.clear();
          acceptedIds.clear();
        });
  }

  List<ReceivedBatch> attempts() {
    return read(() -> List.copyOf(attempts));
  }

  List<ReceivedBatch> batches() {
    return read(() -> List.copyOf(batches));
  }

  List<JsonNode> events() {
    return read(() -> List.copyOf(events));
  }

  List<ReceivedBatch> awaitAttempts(int count, Duration limit) {
    await(() -> attempts.size() >= count, count + " requests", limit);
    return attempts();
  }

  List<ReceivedBatch> awaitBatches(int count, Duration limit) {
    await(() -> batches.size() >= count, count + " accepted batches", limit);
    return batches();
  }

  List<JsonNode> awaitEvents(int count, Duration limit) {
    await(() -> events.size() >= count, count + " events", limit);
    return events();
  }

  /** Waits for a condition over this record; it is looked at under the lock after each arrival. */
  void await(BooleanSupplier condition, String what, Duration limit) {
    lock.lock();
    try {
      long left = limit.toNanos();
      while (!condition.getAsBoolean()) {
        if (left <= 0) {
          throw new AssertionError("no " + what + " within " + limit + "; " + summary());
        }
        left = changed.awaitNanos(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting for " + what, e);
    } finally {
      lock.unlock();
    }
  }

  private String summary() {
    return "arrived: %d requests, %d accepted batches, %d events %s; answers given: %s"
        .formatted(
            attempts.size(),
            batches.size(),
            events.size(),
            events.stream()
                .limit(20)
                .map(e -> e.path("method").asText() + " " + e.path("path").asText())
                .toList(),
            attempts.stream()
                .limit(20)
                .map(attempt -> attempt.answer().getClass().getSimpleName())
                .toList());
  }

  private void change(Runnable change) {
    lock.lock();
    try {
      change.run();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private <T> T read(Supplier<T> value) {
    lock.lock();
    try {
      return value.get();
    } finally {
      lock.unlock();
    }
  }
}
