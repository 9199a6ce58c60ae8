package io.routeflow.micronaut.capture.http;

import io.routeflow.micronaut.spi.OpenRequests.OpenRequest;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The requests that are being handled, so that the console can show them. Thread-safe. */
final class RunningRequests {

  /** Beyond them a request is not listed while it lasts; it becomes an event all the same. */
  static final int MAX = 256;

  private final Set<RequestScope> scopes = ConcurrentHashMap.newKeySet();

  void opened(RequestScope scope) {
    if (scopes.size() < MAX) {
      scopes.add(scope);
    }
  }

  void ended(RequestScope scope) {
    scopes.remove(scope);
  }

  /** Those that began first, without ignored ones. */
  List<OpenRequest> oldest(long nowNanos, long leastNanos, int max) {
    return scopes.stream()
        .filter(scope -> scope.isOpen() && nowNanos - scope.startedNanos() >= leastNanos)
        .sorted(Comparator.comparingLong(scope -> scope.startedNanos() - nowNanos))
        .limit(max)
        .map(scope -> scope.running(nowNanos))
        .toList();
  }
}
