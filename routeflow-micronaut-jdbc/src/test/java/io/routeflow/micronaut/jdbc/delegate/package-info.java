/** Proves that the forwarding bases forward every method and behave as wrappers must. */
@NullMarked
package io.routeflow.micronaut.jdbc.delegate;

import org.jspecify.annotations.NullMarked;
