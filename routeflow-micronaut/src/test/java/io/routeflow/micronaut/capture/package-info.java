@NullMarked
package io.routeflow.micronaut.capture;

import org.jspecify.annotations.NullMarked;
