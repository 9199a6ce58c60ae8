/** Tests of the console's parts. */
@org.jspecify.annotations.NullMarked
package io.routeflow.micronaut.console;
