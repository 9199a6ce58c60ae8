/**
 * Capture: scopes that are open while something happens, and the way of a closed one into the
 * queue. What opens them is in the packages below: {@code http} for requests of the server.
 */
@NullMarked
package io.routeflow.micronaut.capture;

import org.jspecify.annotations.NullMarked;
