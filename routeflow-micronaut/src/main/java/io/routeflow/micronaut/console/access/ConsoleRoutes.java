package io.routeflow.micronaut.console.access;

import io.micronaut.core.annotation.Internal;

/**
 * A controller of the console. The filter recognizes its routes by this type, whatever path has led
 * to them; each of its methods answers through an {@link AccessGuard}.
 */
@Internal
public interface ConsoleRoutes {}
