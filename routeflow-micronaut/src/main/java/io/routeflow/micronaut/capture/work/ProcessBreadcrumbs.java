package io.routeflow.micronaut.capture.work;

import io.routeflow.micronaut.Breadcrumb;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * Breadcrumbs that were noted outside any scope. The next event that is no request takes them.
 * Thread-safe.
 */
final class ProcessBreadcrumbs {

  private final Deque<Breadcrumb> breadcrumbs = new ArrayDeque<>();
  private final int max;

  /** Keeps so many; the oldest goes first. */
  ProcessBreadcrumbs(int max) {
    this.max = max;
  }

  synchronized void add(Breadcrumb breadcrumb) {
    if (max <= 0) {
      return;
    }
    if (breadcrumbs.size() >= max) {
      breadcrumbs.removeFirst();
    }
    breadcrumbs.addLast(breadcrumb);
  }

  /** Takes all of them, oldest first. */
  synchronized List<Breadcrumb> take() {
    if (breadcrumbs.isEmpty()) {
      return List.of();
    }
    List<Breadcrumb> taken = List.copyOf(breadcrumbs);
    breadcrumbs.clear();
    return taken;
  }
}
