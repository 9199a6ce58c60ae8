/** The JSON of the console's interface, written without any mapper of the application. */
@NullMarked
package io.routeflow.micronaut.console.json;

import org.jspecify.annotations.NullMarked;
