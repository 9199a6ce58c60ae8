@NullMarked
package io.routeflow.micronaut.console.live;

import org.jspecify.annotations.NullMarked;
