package io.routeflow.micronaut.capture.work;

import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeNotes;
import io.routeflow.micronaut.spi.Recording;
import java.util.ArrayList;
import java.util.List;

/** The breadcrumbs that an exception has of the scopes that it is reported in. */
final class EarlierBreadcrumbs {

  private EarlierBreadcrumbs() {}

  /**
   * Those of a scope, and in front of them those of the ones around it. Each has no more than an
   * event keeps, and of all together an event keeps the latest.
   */
  static List<Breadcrumb> of(OpenScope innermost) {
    List<Breadcrumb> earlier = List.of();
    for (Recording scope = innermost; scope != null; scope = scope.enclosing()) {
      if (scope instanceof OpenScope open && (open.isOpen() || open.origin() != null)) {
        earlier = joined(breadcrumbsOf(open), earlier);
      }
    }
    return earlier;
  }

  private static List<Breadcrumb> breadcrumbsOf(OpenScope scope) {
    ScopeNotes added = scope.notesIfAny();
    return added == null ? List.of() : added.rawBreadcrumbs();
  }

  private static List<Breadcrumb> joined(List<Breadcrumb> outer, List<Breadcrumb> inner) {
    if (outer.isEmpty() || inner.isEmpty()) {
      return outer.isEmpty() ? inner : outer;
    }
    List<Breadcrumb> all = new ArrayList<>(outer);
    all.addAll(inner);
    return all;
  }
}
