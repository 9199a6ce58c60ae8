/**
 * The lane of one destination: its waiting room, batches, attempts, limits, counters and log. Each
 * lane has a thread of its own, so that an exporter that is slow, fails or blocks costs the others
 * nothing.
 */
@NullMarked
package io.routeflow.micronaut.delivery.lane;

import org.jspecify.annotations.NullMarked;
