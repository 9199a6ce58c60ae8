/** OTLP on the wire: what is sent, and what an answer means. Knows nothing of events. */
@NullMarked
package io.routeflow.micronaut.opentelemetry.otlp;

import org.jspecify.annotations.NullMarked;
