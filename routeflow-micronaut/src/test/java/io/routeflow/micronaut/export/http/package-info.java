@NullMarked
package io.routeflow.micronaut.export.http;

import org.jspecify.annotations.NullMarked;
