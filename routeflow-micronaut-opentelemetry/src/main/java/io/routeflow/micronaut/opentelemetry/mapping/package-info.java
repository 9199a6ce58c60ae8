/** Makes spans of events, by OpenTelemetry's semantic conventions. Pure. */
@NullMarked
package io.routeflow.micronaut.opentelemetry.mapping;

import org.jspecify.annotations.NullMarked;
