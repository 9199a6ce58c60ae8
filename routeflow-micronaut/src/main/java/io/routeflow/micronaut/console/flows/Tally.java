package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;

/**
 * How often something was used by a request, and at what price.
 *
 * @param count uses
 * @param totalMs time spent
 * @param errors uses that failed
 */
@Internal
@Serdeable.Serializable
public record Tally(long count, @JsonProperty("total_ms") double totalMs, long errors) {}
