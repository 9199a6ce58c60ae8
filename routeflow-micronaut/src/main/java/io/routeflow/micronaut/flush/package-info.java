/**
 * Flush: takes events from the queue on a thread of its own, makes batches of them and sees each
 * batch through to an outcome, within bounds of time, of memory and of batches under way.
 */
@NullMarked
package io.routeflow.micronaut.flush;

import org.jspecify.annotations.NullMarked;
