package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.OutgoingCalls;
import org.jspecify.annotations.Nullable;

/**
 * Collects the outgoing calls of one scope. Filled by the threads on which calls end, read once by
 * the delivery thread.
 */
@Internal
public interface CallRecording {

  /** The calls, grouped; {@code null} where none has ended. */
  @Nullable OutgoingCalls calls();

  /** They become part of no event: what is held of bodies is given back. */
  default void discard() {}

  /** An estimate of the heap that they keep, in bytes; without going through them. */
  int variableBytes();
}
