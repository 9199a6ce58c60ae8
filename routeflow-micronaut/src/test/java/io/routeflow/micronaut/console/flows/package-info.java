@NullMarked
package io.routeflow.micronaut.console.flows;

import org.jspecify.annotations.NullMarked;
