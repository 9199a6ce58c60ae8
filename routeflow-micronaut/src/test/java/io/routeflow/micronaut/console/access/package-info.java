@NullMarked
package io.routeflow.micronaut.console.access;

import org.jspecify.annotations.NullMarked;
