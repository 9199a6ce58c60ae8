package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;
import java.util.List;

/**
 * One request whole.
 *
 * @param row what the list shows of it; its fields stand beside the others
 * @param event the event as it is delivered
 * @param timeline what happened when, in the order of the start, {@link Timeline#MAX_ENTRIES} at
 *     most
 * @param timelineTruncated whether more happened than the time line shows
 */
@Internal
@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RequestDetail(
    @JsonUnwrapped RequestRow row,
    EventView event,
    List<TimelineEntry> timeline,
    @JsonProperty("timeline_truncated") boolean timelineTruncated) {

  /** Copies the list, so that the detail cannot change any more. */
  public RequestDetail {
    timeline = List.copyOf(timeline);
  }
}
