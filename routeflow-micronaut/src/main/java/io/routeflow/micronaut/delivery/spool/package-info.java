/**
 * Batches on disk: one file each, bounded, owned by one process at a time. Knows nothing of lanes.
 */
@NullMarked
package io.routeflow.micronaut.delivery.spool;

import org.jspecify.annotations.NullMarked;
