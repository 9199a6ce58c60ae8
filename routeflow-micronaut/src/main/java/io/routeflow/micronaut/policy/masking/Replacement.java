package io.routeflow.micronaut.policy.masking;

import io.micronaut.core.annotation.Internal;

/**
 * What stands in the place of a value that is not shown. Immutable.
 *
 * @since 0.1.0
 */
@Internal
public enum Replacement {
  /** The value of a masked name. */
  MASKED("[MASKED]"),

  /** What a redaction path or a redacted header name selects; wins over {@link #MASKED}. */
  REDACTED("[CLIENT_REDACTED]");

  private final String text;

  Replacement(String text) {
    this.text = text;
  }

  /** The replacement as plain text, without quotes. */
  public String text() {
    return text;
  }
}
