package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;

/**
 * Something on a request's own time line.
 *
 * @param kind {@code sql}
 * @param index of its statement in the event
 * @param startMs from the arrival of the request
 * @param durationMs how long it took
 * @param error whether it failed
 */
@Internal
@Serdeable.Serializable
public record TimelineEntry(
    String kind,
    int index,
    @JsonProperty("start_ms") double startMs,
    @JsonProperty("duration_ms") double durationMs,
    boolean error) {}
