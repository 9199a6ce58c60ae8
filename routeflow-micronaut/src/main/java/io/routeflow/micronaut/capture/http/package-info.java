/**
 * Capture of the server's requests: opens a scope when the head of a request arrives, lets filters
 * add what only the framework knows, and closes it exactly once, at the end of the response.
 */
@NullMarked
package io.routeflow.micronaut.capture.http;

import org.jspecify.annotations.NullMarked;
