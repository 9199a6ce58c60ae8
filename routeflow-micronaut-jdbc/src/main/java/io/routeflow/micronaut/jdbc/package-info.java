/**
 * SQL capture: adds the statements that a request runs to its event.
 *
 * <p>A listener wraps each {@code DataSource} bean as soon as it is created, below everything that
 * the framework puts around it. Package {@code capture} holds the wrappers and what they fill,
 * package {@code delegate} what they stand on, package {@code sql} takes the values out of the
 * text.
 */
@NullMarked
package io.routeflow.micronaut.jdbc;

import org.jspecify.annotations.NullMarked;
