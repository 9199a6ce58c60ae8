package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
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
public record OutcomeChange(List<UUID> eventIds, String outcome, @Nullable String reason)
    implements JsonObject {

  /** Copies the list, so that the change cannot change any more. */
  public OutcomeChange {
    eventIds = List.copyOf(eventIds);
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("event_ids");
    for (UUID id : eventIds) {
      json.writeString(id.toString());
    }
    json.writeEndArray();
    json.writeStringField("outcome", outcome);
    JsonMembers.text(json, "reason", reason);
  }
}
