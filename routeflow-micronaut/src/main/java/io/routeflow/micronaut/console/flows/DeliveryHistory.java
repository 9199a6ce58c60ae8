package io.routeflow.micronaut.console.flows;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the latest batches. The caller sees to it that one thread at a time is here. */
final class DeliveryHistory {

  static final int MAX_BATCHES = 50;

  /** Longer causes are cut: they are made of exception names, which have no limit. */
  static final int MAX_CAUSE = 500;

  private final Deque<BatchOutcome> newestFirst = new ArrayDeque<>(MAX_BATCHES + 1);
  private @Nullable LastError lastError;

  void add(BatchOutcome outcome) {
    newestFirst.addFirst(outcome);
    if (newestFirst.size() > MAX_BATCHES) {
      newestFirst.removeLast();
    }
  }

  void failed(String destination, String at, String cause) {
    lastError =
        new LastError(destination, at, cause.substring(0, Math.min(MAX_CAUSE, cause.length())));
  }

  List<BatchOutcome> latest() {
    return List.copyOf(newestFirst);
  }

  @Nullable LastError lastError() {
    return lastError;
  }
}
