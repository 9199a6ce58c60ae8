@NullMarked
package io.routeflow.micronaut.kafka;

import org.jspecify.annotations.NullMarked;
