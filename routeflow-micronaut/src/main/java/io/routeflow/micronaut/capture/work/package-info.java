/**
 * Capture of work that is no request: events, exceptions, breadcrumbs and scopes by hand, and
 * methods that carry {@code @RouteflowCapture}.
 */
@NullMarked
package io.routeflow.micronaut.capture.work;

import org.jspecify.annotations.NullMarked;
