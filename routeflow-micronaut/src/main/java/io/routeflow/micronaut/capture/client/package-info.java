/**
 * Outgoing HTTP calls: a filter of the framework's clients, a tap that sees the end of streamed
 * answers, and observed clients of other kinds. Each call belongs to the innermost open scope.
 */
@NullMarked
package io.routeflow.micronaut.capture.client;

import org.jspecify.annotations.NullMarked;
