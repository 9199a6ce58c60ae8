@NullMarked
package io.routeflow.micronaut.configuration;

import org.jspecify.annotations.NullMarked;
