/**
 * Routeflow for Micronaut: each HTTP request becomes one event, and the events are delivered in
 * batches. This package is the public API; the others are its stages, in the order in which an
 * event passes them: {@code capture}, {@code policy}, {@code queue}, {@code delivery}, {@code
 * export}.
 */
@Configuration
@Requires(condition = RouteflowEnabled.class)
@NullMarked
package io.routeflow.micronaut;

import io.micronaut.context.annotation.Configuration;
import io.micronaut.context.annotation.Requires;
import io.routeflow.micronaut.configuration.RouteflowEnabled;
import org.jspecify.annotations.NullMarked;
