@NullMarked
package io.routeflow.micronaut.delivery;

import org.jspecify.annotations.NullMarked;
