@NullMarked
package io.routeflow.micronaut.capture.work;

import org.jspecify.annotations.NullMarked;
