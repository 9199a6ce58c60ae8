package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.ExceptionDetails;
import org.jspecify.annotations.Nullable;

/**
 * What the console of a developer's machine shows of an event although the settings keep it out of
 * the event: it is passed beside the event to the observers in this process, and never delivered.
 * Captured in the environments {@code dev} and {@code test} while the console is on. Immutable.
 *
 * @param path the path of a request that no route matched, as it was sent, without its query
 * @param exception message, masked, and stack of the failure
 * @param thrownNanos when the failure was seen, counted from the start of the event, or {@link
 *     #UNKNOWN}
 */
@Internal
public record LocalDetails(
    @Nullable String path, @Nullable ExceptionDetails exception, long thrownNanos) {

  /** It is not known when the failure was seen. */
  public static final long UNKNOWN = -1;

  /** The details, or {@code null} where there are none. */
  public static @Nullable LocalDetails of(
      @Nullable String path, @Nullable ExceptionDetails exception, long thrownNanos) {
    return path == null && exception == null && thrownNanos == UNKNOWN
        ? null
        : new LocalDetails(path, exception, thrownNanos);
  }
}
