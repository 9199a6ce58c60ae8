@NullMarked
package io.routeflow.micronaut.delivery.lane;

import org.jspecify.annotations.NullMarked;
