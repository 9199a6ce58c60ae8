/** SQL capture: adds the statements that a request runs to its event. */
@org.jspecify.annotations.NullMarked
package io.routeflow.micronaut.jdbc;
