/** Metrics of all requests, by OpenTelemetry's semantic conventions. */
@NullMarked
package io.routeflow.micronaut.opentelemetry.metrics;

import org.jspecify.annotations.NullMarked;
