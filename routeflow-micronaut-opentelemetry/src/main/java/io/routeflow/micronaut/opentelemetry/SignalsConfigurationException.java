package io.routeflow.micronaut.opentelemetry;

/**
 * An option of a {@link SignalsClient} has a value that it cannot have, or a required one is
 * missing.
 *
 * @since 0.1.0
 */
public final class SignalsConfigurationException extends IllegalArgumentException {

  private static final long serialVersionUID = 1L;

  /** With the option and what is expected of it. */
  public SignalsConfigurationException(String message) {
    super(message);
  }

  /** With the option, what is expected of it, and what showed that. */
  public SignalsConfigurationException(String message, Throwable cause) {
    super(message, cause);
  }
}
