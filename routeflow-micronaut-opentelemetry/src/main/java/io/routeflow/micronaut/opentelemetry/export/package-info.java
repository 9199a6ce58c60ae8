/** The destinations: events as spans, requests as metrics, each to its receiver. */
@NullMarked
package io.routeflow.micronaut.opentelemetry.export;

import org.jspecify.annotations.NullMarked;
