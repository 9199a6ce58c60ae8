package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.console.json.JsonFormat;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import io.routeflow.micronaut.spi.OpenRequests;
import io.routeflow.micronaut.spi.OpenRequests.OpenRequest;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/**
 * The requests that are being handled.
 *
 * @param running those that last longest first
 */
record RunningList(List<OpenRequest> running) implements JsonObject {

  /** What is over sooner is not worth a line. */
  private static final Duration LEAST = Duration.ofMillis(300);

  private static final int MAX = 20;

  static RunningList of(OpenRequests requests) {
    return new RunningList(requests.openRequests(LEAST.toNanos(), MAX));
  }

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeArrayFieldStart("running");
    for (OpenRequest request : running) {
      json.writeStartObject();
      JsonMembers.id(json, "event_id", request.eventId());
      json.writeStringField("timestamp", JsonFormat.instant(request.start()));
      json.writeNumberField("running_ms", JsonFormat.millis(request.nanos()));
      json.writeStringField("frontend_route", request.frontendRoute());
      json.writeStringField("method", request.method());
      json.writeStringField("path", request.path());
      JsonMembers.text(json, "address", request.address());
      json.writeStringField("handler", request.handler());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
