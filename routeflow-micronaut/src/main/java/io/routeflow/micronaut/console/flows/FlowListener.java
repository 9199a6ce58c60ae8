package io.routeflow.micronaut.console.flows;

import io.micronaut.core.annotation.Internal;

/**
 * Is notified of every change of the ring, in the order in which they are made and one at a time,
 * on the thread that makes it. Must return at once: the delivery of events waits meanwhile.
 */
@Internal
public interface FlowListener {

  /** An event has come. */
  void arrived(FlowRow row);

  /** Events have their outcome. */
  void outcome(OutcomeChange change);

  /** The ring was emptied. */
  void cleared();
}
