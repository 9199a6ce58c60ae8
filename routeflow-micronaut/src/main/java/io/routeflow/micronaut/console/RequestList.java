package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.console.flows.JsonMembers;
import io.routeflow.micronaut.console.flows.JsonObject;
import io.routeflow.micronaut.console.flows.RequestRow;
import java.io.IOException;
import java.util.List;

/**
 * The ring, oldest first.
 *
 * @param requests a row each
 */
record RequestList(List<RequestRow> requests) implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    JsonMembers.list(json, "requests", requests);
  }
}
