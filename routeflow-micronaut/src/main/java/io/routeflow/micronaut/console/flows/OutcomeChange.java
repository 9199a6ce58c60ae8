package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of requests that were waiting.
 *
 * @param eventIds those of them that are in the ring, at least one
 * @param outcome {@code sent} or {@code dropped}
 * @param reason why they were dropped, as in the statistics
 */
@Internal
@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record OutcomeChange(
    @JsonProperty("event_ids") List<UUID> eventIds, String outcome, @Nullable String reason) {

  /** Copies the list, so that the change cannot change any more. */
  public OutcomeChange {
    eventIds = List.copyOf(eventIds);
  }
}
