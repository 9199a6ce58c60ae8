/** The delivery of events to ReplayStack, by its ingest contract. */
@NullMarked
package io.routeflow.micronaut.export.replaystack;

import org.jspecify.annotations.NullMarked;
