/** The delivery of batches to a Routeflow ingest endpoint, by the contract's version 1. */
@NullMarked
package io.routeflow.micronaut.export.ingest;

import org.jspecify.annotations.NullMarked;
