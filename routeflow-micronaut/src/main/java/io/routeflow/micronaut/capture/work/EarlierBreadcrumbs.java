package io.routeflow.micronaut.capture.work;

import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeNotes;
import io.routeflow.micronaut.spi.Recording;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The breadcrumbs that an exception has of the scopes that it is reported in. */
final class EarlierBreadcrumbs {

  private EarlierBreadcrumbs() {}

  /**
   * Those of a scope, and in front of them those of the ones around it; the latest where there are
   * more than an event keeps. Scopes that have ended count where they belong to a request.
   *
   * @param max how many an event keeps
   */
  static List<Breadcrumb> of(OpenScope innermost, int max) {
    boolean inRequest = innermost.origin() != null;
    Deque<Breadcrumb> earlier = new ArrayDeque<>();
    Recording scope = innermost;
    while (scope != null && earlier.size() < max) {
      if (scope instanceof OpenScope open && (inRequest || open.isOpen())) {
        addInFront(earlier, breadcrumbsOf(open), max);
      }
      scope = scope.enclosing();
    }
    return List.copyOf(earlier);
  }

  private static void addInFront(Deque<Breadcrumb> later, List<Breadcrumb> of, int max) {
    for (int i = of.size() - 1; i >= 0 && later.size() < max; i--) {
      later.addFirst(of.get(i));
    }
  }

  private static List<Breadcrumb> breadcrumbsOf(OpenScope scope) {
    ScopeNotes added = scope.notesIfAny();
    return added == null ? List.of() : added.rawBreadcrumbs();
  }
}
