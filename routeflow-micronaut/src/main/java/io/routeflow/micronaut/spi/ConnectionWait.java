package io.routeflow.micronaut.spi;

/**
 * A wait for a connection to a database: until the pool gave one, or until it gave up. Immutable.
 *
 * @param startNanos from the start of the work that waited, in nanoseconds
 * @param nanos how long it waited
 * @param failed whether there was no connection in the end
 * @since 0.1.0
 */
public record ConnectionWait(long startNanos, long nanos, boolean failed) {

  /** In nanoseconds; what a connection that is free takes is no wait. */
  public static final long SHORTEST_NANOS = 100_000;
}
