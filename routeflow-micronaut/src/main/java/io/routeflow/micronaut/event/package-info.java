/**
 * Facts: the immutable parts of an event, and the form in which they are written. Knows no stage.
 */
@NullMarked
package io.routeflow.micronaut.event;

import org.jspecify.annotations.NullMarked;
