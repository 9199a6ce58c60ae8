package suite.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The keys as the metadata for editors lists them, which the core module holds to its settings. */
final class DocumentedKeys {

  private static final String METADATA = "/META-INF/spring-configuration-metadata.json";

  private DocumentedKeys() {}

  static List<String> all() {
    try (InputStream stream =
        Objects.requireNonNull(
            io.routeflow.micronaut.Routeflow.class.getResourceAsStream(METADATA), METADATA)) {
      List<String> keys = new ArrayList<>();
      for (JsonNode property : new ObjectMapper().readTree(stream).path("properties")) {
        String name = property.path("name").asText();
        if (name.startsWith("routeflow.")) {
          keys.add(name.substring("routeflow.".length()));
        }
      }
      return keys;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
