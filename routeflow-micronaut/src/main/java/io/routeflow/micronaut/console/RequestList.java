package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.console.flows.FlowRow;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * What the list of the page needs, in one answer.
 *
 * @param state which application this is
 * @param requests a row for each request of the ring, or for those that are newer than asked for,
 *     oldest first
 */
record RequestList(ConsoleState state, List<FlowRow> requests) implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    JsonMembers.object(json, "state", state);
    JsonMembers.list(json, "requests", requests);
  }
}
