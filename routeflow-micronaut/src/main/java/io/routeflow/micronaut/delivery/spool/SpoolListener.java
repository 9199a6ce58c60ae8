package io.routeflow.micronaut.delivery.spool;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.DropReason;
import org.jspecify.annotations.Nullable;

/**
 * Is notified of what happens to the batches of one destination on disk beside what it asks for
 * itself. May be called by any thread that works with the spool, and must return at once.
 */
@Internal
public interface SpoolListener {

  /** A batch of a process that has ended is on disk for this destination now. */
  void adopted(int events);

  /** There are batches that may be claimed, and were not there before. */
  void available();

  /** Events on disk are lost. */
  void dropped(int events, DropReason reason);

  /**
   * Which deployment this process is of, as the destination says it; {@code null} where it says
   * what the whole application says.
   */
  default @Nullable BatchOrigin origin() {
    return null;
  }
}
