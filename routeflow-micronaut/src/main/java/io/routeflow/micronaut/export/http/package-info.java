/**
 * What all destinations over HTTP share: the event loop, the connections, the buffers, and what an
 * answer means.
 */
@NullMarked
package io.routeflow.micronaut.export.http;

import org.jspecify.annotations.NullMarked;
