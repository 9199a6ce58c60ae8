package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import java.io.IOException;
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
public record RequestDetail(
    RequestRow row, EventView event, List<TimelineEntry> timeline, boolean timelineTruncated)
    implements JsonObject {

  /** Copies the list, so that the detail cannot change any more. */
  public RequestDetail {
    timeline = List.copyOf(timeline);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    row.writeMembers(json);
    JsonMembers.object(json, "event", event);
    JsonMembers.list(json, "timeline", timeline);
    json.writeBooleanField("timeline_truncated", timelineTruncated);
  }
}
