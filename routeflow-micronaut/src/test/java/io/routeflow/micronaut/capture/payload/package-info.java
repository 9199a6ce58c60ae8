@NullMarked
package io.routeflow.micronaut.capture.payload;

import org.jspecify.annotations.NullMarked;
