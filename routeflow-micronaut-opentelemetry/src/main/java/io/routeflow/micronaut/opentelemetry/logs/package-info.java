/** Log events of the application, by OpenTelemetry's appender for Logback. */
@NullMarked
package io.routeflow.micronaut.opentelemetry.logs;

import org.jspecify.annotations.NullMarked;
