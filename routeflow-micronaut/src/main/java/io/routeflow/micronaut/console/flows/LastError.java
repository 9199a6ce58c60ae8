package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;

/**
 * The latest attempt that failed.
 *
 * @param destination where
 * @param at when, ISO-8601
 * @param cause such as {@code status 429}
 */
@Internal
public record LastError(String destination, String at, String cause) implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("destination", destination);
    json.writeStringField("at", at);
    json.writeStringField("cause", cause);
  }
}
