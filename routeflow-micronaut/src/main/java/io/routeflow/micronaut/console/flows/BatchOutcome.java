package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of a batch.
 *
 * @param destination the destination that it was made for
 * @param batchId its id
 * @param at when that was known, ISO-8601
 * @param events how many it held
 * @param outcome {@code sent} or {@code dropped}
 * @param reason why it was dropped, as in the statistics
 * @param attempts how many there were
 */
@Internal
public record BatchOutcome(
    String destination,
    UUID batchId,
    String at,
    int events,
    String outcome,
    @Nullable String reason,
    int attempts)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("destination", destination);
    JsonMembers.id(json, "batch_id", batchId);
    json.writeStringField("at", at);
    json.writeNumberField("events", events);
    json.writeStringField("outcome", outcome);
    JsonMembers.text(json, "reason", reason);
    json.writeNumberField("attempts", attempts);
  }
}
