package io.routeflow.micronaut.delivery.spool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.routeflow.micronaut.event.BatchOrigin;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** The line of a file that says which deployment its events are of. */
final class OriginJson {

  private static final String VERSION = "version";
  private static final String CODE_VERSION = "code_version";
  private static final String INSTANCE = "instance";

  private OriginJson() {}

  /** Writes the line, with its end. */
  static void write(JsonFactory factory, OutputStream out, BatchOrigin origin) throws IOException {
    try (JsonGenerator json =
        factory.createGenerator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)) {
      json.writeStartObject();
      json.writeStringField(VERSION, origin.version());
      json.writeStringField(CODE_VERSION, origin.codeVersion());
      json.writeStringField(INSTANCE, origin.instance());
      json.writeEndObject();
    }
    out.write('\n');
  }

  /** Reads it; members that are not known are passed over. */
  static BatchOrigin read(JsonFactory factory, byte[] text, int length) throws IOException {
    String version = null;
    String codeVersion = null;
    String instance = null;
    try (JsonParser parser = factory.createParser(text, 0, length)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw new IOException("no origin");
      }
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String member = parser.currentName();
        parser.nextToken();
        switch (member) {
          case VERSION -> version = text(parser);
          case CODE_VERSION -> codeVersion = text(parser);
          case INSTANCE -> instance = text(parser);
          default -> parser.skipChildren();
        }
      }
    }
    return new BatchOrigin(version, codeVersion, instance);
  }

  private static @Nullable String text(JsonParser parser) throws IOException {
    return parser.currentToken() == JsonToken.VALUE_NULL ? null : parser.getText();
  }
}
