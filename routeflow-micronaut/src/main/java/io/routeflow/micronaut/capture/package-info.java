/**
 * Capture: opens a recording when the head of a request arrives, lets the server filter add what
 * only the framework knows, and closes it exactly once, at the end of the response.
 */
@NullMarked
package io.routeflow.micronaut.capture;

import org.jspecify.annotations.NullMarked;
