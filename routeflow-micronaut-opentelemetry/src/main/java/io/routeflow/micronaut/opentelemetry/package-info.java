/**
 * OpenTelemetry: events as OTLP traces, requests as OTLP metrics, and {@link
 * io.routeflow.micronaut.opentelemetry.SignalsClient} for the application's own signals.
 *
 * <p>Package {@code otlp} has the wire, {@code mapping} makes spans of events, {@code settings}
 * says where they go, {@code signals} is behind the client.
 */
@NullMarked
package io.routeflow.micronaut.opentelemetry;

import org.jspecify.annotations.NullMarked;
