@NullMarked
package io.routeflow.micronaut.flush;

import org.jspecify.annotations.NullMarked;
