/**
 * The settings of the module, and the variables of OpenTelemetry that hold where they are unset.
 */
@NullMarked
package io.routeflow.micronaut.opentelemetry.settings;

import org.jspecify.annotations.NullMarked;
