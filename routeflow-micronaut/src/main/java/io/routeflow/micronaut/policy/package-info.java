/** Policy: which requests become events. Pure functions of values. */
@NullMarked
package io.routeflow.micronaut.policy;

import org.jspecify.annotations.NullMarked;
