package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/** Learns the names of the destinations, which are known only once the exporters are made. */
@Internal
@FunctionalInterface
public interface DestinationListener {

  /**
   * Called on the dispatcher's thread before anything is sent to them, and again with the names of
   * destinations whose exporters are made later.
   *
   * @param names the destinations; of the first call, the first is the one whose outcome the top
   *     counters follow
   */
  void destinationsKnown(List<String> names);
}
