/** Meters for Micrometer. */
@NullMarked
package io.routeflow.micronaut.metrics;

import org.jspecify.annotations.NullMarked;
