package io.routeflow.micronaut.capture.work;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.policy.BreadcrumbPolicy;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.TextMasker;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an exception has of what was noted before it. */
final class EarlierBreadcrumbsTest {

  private static final int MAX = 3;
  private static final MaskedNames NAMES = MaskedNames.withDefaults(List.of());
  private static final BreadcrumbPolicy POLICY =
      new BreadcrumbPolicy(MAX, NAMES, new TextMasker(NAMES));

  @Test
  void thoseOfTheScopesAroundAreInFront() {
    WorkScope outer = scope(null, "outer 1", "outer 2");
    WorkScope middle = scope(outer);
    WorkScope inner = scope(middle, "inner");
    assertThat(messages(EarlierBreadcrumbs.of(inner, POLICY.max())))
        .containsExactly("outer 1", "outer 2", "inner");
    assertThat(messages(EarlierBreadcrumbs.of(outer, POLICY.max())))
        .containsExactly("outer 1", "outer 2");
    assertThat(EarlierBreadcrumbs.of(scope(null), POLICY.max())).isEmpty();
  }

  @Test
  void anEventKeepsTheLatestOfThem() {
    WorkScope outer = scope(null, "outer 1", "outer 2");
    WorkScope inner = scope(outer, "inner 1", "inner 2");
    ReportedException reported =
        new ReportedException(ScopeStart.now(), new IllegalStateException(), null, inner);
    reported.notes().earlier(EarlierBreadcrumbs.of(inner, POLICY.max()), POLICY);
    assertThat(messages(reported.notes().rawBreadcrumbs()))
        .containsExactly("outer 2", "inner 1", "inner 2");
  }

  private static List<String> messages(List<Breadcrumb> breadcrumbs) {
    return breadcrumbs.stream().map(Breadcrumb::message).toList();
  }

  private static WorkScope scope(@Nullable OpenScope during, String... messages) {
    WorkScope scope = new WorkScope(ScopeStart.now(), EventType.CUSTOM, "n", during);
    for (String message : messages) {
      scope.notes().breadcrumb(Breadcrumb.of(message), POLICY);
    }
    return scope;
  }
}
