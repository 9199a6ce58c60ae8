/** Proves that the forwarding bases forward every method and behave as wrappers must. */
@org.jspecify.annotations.NullMarked
package io.routeflow.micronaut.jdbc.delegate;
