package io.routeflow.micronaut.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import java.io.IOException;

/**
 * An object of the console's interface, which writes itself: what a mapper needs to know of a type
 * would be loaded at the start of each application, whether it has a console or not. It is written
 * as the interface has it, whatever the application has set for its own JSON.
 */
@Internal
public interface JsonObject {

  /** Writes the members, in the order of the interface; those that are null are absent. */
  void writeMembers(JsonGenerator json) throws IOException;

  /** Writes the whole object. */
  default void writeTo(JsonGenerator json) throws IOException {
    json.writeStartObject();
    writeMembers(json);
    json.writeEndObject();
  }
}
