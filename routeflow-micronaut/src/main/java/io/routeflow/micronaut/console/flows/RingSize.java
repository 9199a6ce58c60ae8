package io.routeflow.micronaut.console.flows;

import io.micronaut.core.annotation.Internal;
import java.time.Duration;

/**
 * What the ring holds now.
 *
 * @param requests how many
 * @param bytes of the heap, estimated from above
 */
@Internal
public record RingSize(int requests, long bytes) {

  /** Requests that it holds at most. */
  public static final int MAX_REQUESTS = Ring.MAX_REQUESTS;

  /** How long it holds one at most. */
  public static final Duration MAX_AGE = Ring.MAX_AGE;

  /** Bytes that it holds at most. */
  public static final long MAX_BYTES = Ring.MAX_BYTES;
}
