@NullMarked
package io.routeflow.micronaut.queue;

import org.jspecify.annotations.NullMarked;
