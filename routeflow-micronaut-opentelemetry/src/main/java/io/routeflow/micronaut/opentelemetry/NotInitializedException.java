package io.routeflow.micronaut.opentelemetry;

/**
 * A {@link SignalsClient} was used before {@link SignalsClient#initialize()} or after {@link
 * SignalsClient#shutdown}.
 *
 * @since 0.1.0
 */
public final class NotInitializedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  /** With which of the two it was. */
  public NotInitializedException(String message) {
    super(message);
  }
}
