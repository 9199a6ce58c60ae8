package io.routeflow.micronaut.console;

import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.console.flows.FlowDetail;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.util.List;

/**
 * Several requests whole.
 *
 * @param requests those of them that are still in the ring, in the order that was asked for
 */
record RequestSelection(List<FlowDetail> requests) implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    JsonMembers.list(json, "requests", requests);
  }
}
