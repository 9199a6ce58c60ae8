package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import java.io.IOException;

/**
 * How often something was used by a request, and at what price.
 *
 * @param count uses
 * @param totalMs time spent
 * @param errors uses that failed
 */
@Internal
public record Tally(long count, double totalMs, long errors) implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeNumberField("count", count);
    json.writeNumberField("total_ms", totalMs);
    json.writeNumberField("errors", errors);
  }
}
