/** The settings: one tree, one source of defaults, read leniently and with a warning. */
@NullMarked
package io.routeflow.micronaut.configuration;

import org.jspecify.annotations.NullMarked;
