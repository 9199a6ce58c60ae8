package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import java.io.IOException;

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
public record TimelineEntry(
    String kind, int index, double startMs, double durationMs, boolean error)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("kind", kind);
    json.writeNumberField("index", index);
    json.writeNumberField("start_ms", startMs);
    json.writeNumberField("duration_ms", durationMs);
    json.writeBooleanField("error", error);
  }
}
