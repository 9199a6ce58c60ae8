package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Event;

/**
 * A destination that does not take every event, such as one with a limit of its rate.
 *
 * @since 0.1.0
 */
@Internal
public interface SelectiveExporter extends EventExporter {

  /**
   * Whether it takes an event; asked once for each, before it waits for its batch. What is refused
   * counts as {@code dropped_filtered}. Must neither wait nor fail.
   */
  boolean takes(Event event);
}
