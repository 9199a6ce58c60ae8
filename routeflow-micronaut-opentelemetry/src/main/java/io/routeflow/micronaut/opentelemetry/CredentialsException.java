package io.routeflow.micronaut.opentelemetry;

/**
 * The API key of a {@link SignalsClient} is missing or malformed. The message says which part, and
 * never quotes it.
 *
 * @since 0.1.0
 */
public final class CredentialsException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With what is wrong. */
  public CredentialsException(String message) {
    super(message);
  }
}
