package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.EventIds;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a scope started, and the random bits that its ids are made from.
 *
 * @param epochMillis the wall clock
 * @param nanos by {@link System#nanoTime()}
 * @param random random bits
 * @param spanId a random span id, not 0
 */
@Internal
public record ScopeStart(long epochMillis, long nanos, long random, long spanId) {

  /** This moment. */
  public static ScopeStart now() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    return new ScopeStart(
        System.currentTimeMillis(), System.nanoTime(), random.nextLong(), EventIds.spanId(random));
  }
}
