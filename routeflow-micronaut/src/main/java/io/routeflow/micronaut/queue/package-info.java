/** Queue: where events wait, bounded, and the ledger that counts every one of them. */
@NullMarked
package io.routeflow.micronaut.queue;

import org.jspecify.annotations.NullMarked;
