/**
 * Delivery: takes events from the queue on a thread of its own, applies the application's rules,
 * and offers each to the lanes of all destinations.
 */
@NullMarked
package io.routeflow.micronaut.delivery;

import org.jspecify.annotations.NullMarked;
