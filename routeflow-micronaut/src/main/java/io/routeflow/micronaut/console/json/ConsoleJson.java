package io.routeflow.micronaut.console.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Makes bytes of the interface's JSON. The application's own JSON has no part in it: its settings
 * may want other names, other times or other omissions.
 */
@Internal
public final class ConsoleJson {

  private static final JsonFactory FACTORY = new JsonFactory();

  private ConsoleJson() {}

  /** The object as UTF-8. */
  public static byte[] bytes(JsonObject object) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
      object.writeTo(json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
