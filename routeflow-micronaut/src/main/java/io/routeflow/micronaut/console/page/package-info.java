/** The page and its static files. */
@NullMarked
package io.routeflow.micronaut.console.page;

import org.jspecify.annotations.NullMarked;
