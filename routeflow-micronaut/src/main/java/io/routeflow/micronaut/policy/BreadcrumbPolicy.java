package io.routeflow.micronaut.policy;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.event.PlainNumber;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.Replacement;
import io.routeflow.micronaut.policy.masking.TextMasker;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How many breadcrumbs an event keeps, and what is masked in them. Immutable.
 *
 * @param max how many; 0 for none
 * @param names the names whose values are masked
 * @param text masks messages, categories and texts
 */
@Internal
public record BreadcrumbPolicy(int max, MaskedNames names, TextMasker text) {

  /** Breadcrumbs as they may leave the process. */
  public List<Breadcrumb> masked(List<Breadcrumb> breadcrumbs) {
    return breadcrumbs.stream().map(this::masked).toList();
  }

  private Breadcrumb masked(Breadcrumb breadcrumb) {
    String category = breadcrumb.category();
    return new Breadcrumb(
        breadcrumb.timestamp(),
        text(breadcrumb.message(), Breadcrumb.MAX_MESSAGE),
        category == null || category.isBlank() ? null : text(category, Breadcrumb.MAX_CATEGORY),
        breadcrumb.level(),
        masked(breadcrumb.data()));
  }

  /** One that is as long as it may be was cut when it was made. */
  private String text(String kept, int max) {
    boolean isCut = kept.length() >= max - 1;
    return isCut ? text.maskBeginning(kept, max) : text.mask(kept, max);
  }

  private Map<String, Object> masked(Map<String, Object> data) {
    if (data.isEmpty()) {
      return data;
    }
    Map<String, Object> masked = new LinkedHashMap<>();
    data.forEach(
        (name, value) -> {
          if (masked.size() < Breadcrumb.MAX_DATA) {
            masked.put(name, masked(name, value));
          }
        });
    return masked;
  }

  private Object masked(String name, Object value) {
    // of a name that was cut, the end is missing that may say what it is
    if (name.length() >= Breadcrumb.MAX_DATA_NAME - 1 || names.contains(name)) {
      return Replacement.MASKED.text();
    }
    if (value instanceof Boolean) {
      return value;
    }
    Object plain = value instanceof Number number ? PlainNumber.of(number) : value;
    return plain instanceof Number ? plain : text(plain.toString(), Breadcrumb.MAX_DATA_TEXT);
  }
}
