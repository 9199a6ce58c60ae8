@NullMarked
package io.routeflow.micronaut.console.json;

import org.jspecify.annotations.NullMarked;
