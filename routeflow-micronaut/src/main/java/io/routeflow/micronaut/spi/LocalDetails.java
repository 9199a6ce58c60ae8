package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.ExceptionDetails;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the console of a developer's machine shows of an event although the settings keep it out of
 * the event: it is passed beside the event to the observers in this process, and never delivered.
 * Path and exception are captured in the environments {@code dev} and {@code test} while the
 * console is on. Immutable.
 *
 * @param path the path of a request that no route matched, as it was sent, without its query
 * @param trigger what called work that is no request: its schedule, or the topics that it listens
 *     to
 * @param exception message, masked, and stack of the failure
 * @param thrownNanos when the failure was seen, counted from the start of the event, or {@link
 *     #UNKNOWN}
 * @param waits for connections to a database, which events have as a sum only
 */
@Internal
public record LocalDetails(
    @Nullable String path,
    @Nullable String trigger,
    @Nullable ExceptionDetails exception,
    long thrownNanos,
    List<ConnectionWait> waits) {

  /** It is not known when the failure was seen. */
  public static final long UNKNOWN = -1;

  /** Copies the list, so that the details cannot change any more. */
  public LocalDetails {
    waits = List.copyOf(waits);
  }

  /** The details, or {@code null} where there are none. */
  public static @Nullable LocalDetails of(
      @Nullable String path,
      @Nullable String trigger,
      @Nullable ExceptionDetails exception,
      long thrownNanos,
      List<ConnectionWait> waits) {
    return path == null
            && trigger == null
            && exception == null
            && thrownNanos == UNKNOWN
            && waits.isEmpty()
        ? null
        : new LocalDetails(path, trigger, exception, thrownNanos, waits);
  }
}
