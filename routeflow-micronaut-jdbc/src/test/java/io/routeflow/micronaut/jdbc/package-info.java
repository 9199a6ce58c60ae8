@NullMarked
package io.routeflow.micronaut.jdbc;

import org.jspecify.annotations.NullMarked;
