package io.routeflow.micronaut.console.flows;

import io.micronaut.core.annotation.Internal;

/**
 * What the ring holds now.
 *
 * @param requests how many
 * @param bytes of the heap, estimated from above
 */
@Internal
public record RingSize(int requests, long bytes) {}
