@NullMarked
package io.routeflow.micronaut.delivery.spool;

import org.jspecify.annotations.NullMarked;
