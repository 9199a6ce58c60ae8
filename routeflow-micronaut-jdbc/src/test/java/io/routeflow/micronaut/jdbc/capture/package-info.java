@NullMarked
package io.routeflow.micronaut.jdbc.capture;

import org.jspecify.annotations.NullMarked;
