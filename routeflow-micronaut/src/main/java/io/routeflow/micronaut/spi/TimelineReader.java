package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;

/**
 * Marks a bean that reads the times of single statements and calls, such as an exporter of traces.
 * While there is one, recordings keep them.
 */
@Internal
public interface TimelineReader {}
