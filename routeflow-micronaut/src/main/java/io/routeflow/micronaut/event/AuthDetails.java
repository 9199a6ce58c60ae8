package io.routeflow.micronaut.event;

import org.jspecify.annotations.Nullable;

/**
 * How a caller authenticated; never the credential. Immutable.
 *
 * @param mode {@code bearer}, {@code basic}, {@code api_key}, {@code cookie}, {@code other} or
 *     {@code none}
 * @param scheme the scheme of the {@code Authorization} header, where it is a registered one
 * @since 0.1.0
 */
public record AuthDetails(String mode, @Nullable String scheme) {

  /** Replaces what is no character. */
  public AuthDetails {
    mode = WellFormed.text(mode);
    scheme = WellFormed.orNull(scheme);
  }
}
