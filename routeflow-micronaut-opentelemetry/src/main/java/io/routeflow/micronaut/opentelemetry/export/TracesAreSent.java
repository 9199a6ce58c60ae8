package io.routeflow.micronaut.opentelemetry.export;

import io.routeflow.micronaut.spi.TimelineReader;

/** There while spans are made of events. */
final class TracesAreSent implements TimelineReader {}
