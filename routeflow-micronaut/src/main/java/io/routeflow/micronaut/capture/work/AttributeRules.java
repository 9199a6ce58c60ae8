package io.routeflow.micronaut.capture.work;

import io.routeflow.micronaut.event.PlainNumber;
import io.routeflow.micronaut.event.PlainText;
import io.routeflow.micronaut.policy.BreadcrumbPolicy;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.Replacement;
import io.routeflow.micronaut.policy.masking.TextMasker;
import org.jspecify.annotations.Nullable;

/** Which attributes an application may set: bounded names and plain, masked, bounded values. */
final class AttributeRules {

  private static final String OWN_PREFIX = "routeflow.";
  private static final int MAX_NAME = 64;
  private static final int MAX_TEXT = 256;

  private AttributeRules() {}

  /** Whether the name may be used. */
  static boolean accepts(@Nullable String name) {
    return name != null
        && !name.isBlank()
        && name.length() <= MAX_NAME
        && !name.startsWith(OWN_PREFIX)
        && name.chars().noneMatch(Character::isISOControl);
  }

  /**
   * The value as it is kept: masked as those of breadcrumbs are, by its name or in its text.
   *
   * @param masking what is masked
   */
  static Object kept(String name, Object value, BreadcrumbPolicy masking) {
    if (masking.names().contains(name)) {
      return Replacement.MASKED.text();
    }
    if (value instanceof Boolean) {
      return value;
    }
    if (value instanceof String text) {
      return masking.text().mask(text, MAX_TEXT);
    }
    Object plain =
        value instanceof Number number ? PlainNumber.of(number) : text(value, masking.names());
    return plain instanceof String text ? masked(text, masking.text()) : plain;
  }

  private static String text(Object value, MaskedNames names) {
    return PlainText.of(value, names::contains, Replacement.MASKED.text());
  }

  private static String masked(String text, TextMasker masker) {
    return PlainText.isCut(text)
        ? masker.maskBeginning(text, MAX_TEXT)
        : masker.mask(text, MAX_TEXT);
  }
}
