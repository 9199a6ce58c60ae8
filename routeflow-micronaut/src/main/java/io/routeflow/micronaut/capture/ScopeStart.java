package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.EventIds;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

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

  /** A moment before this one, the beginning of the epoch at the earliest. */
  public ScopeStart earlier(long byNanos) {
    long latest = TimeUnit.MILLISECONDS.toNanos(epochMillis);
    long shift = Math.max(0, Math.min(byNanos, latest));
    return new ScopeStart(
        epochMillis - TimeUnit.NANOSECONDS.toMillis(shift), nanos - shift, random, spanId);
  }
}
