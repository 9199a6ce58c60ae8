package io.routeflow.micronaut.console;

import io.micronaut.serde.ObjectMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes the interface's JSON. It has its own settings, since those of the application may want
 * other names, other times or other omissions.
 */
@Singleton
final class ConsoleJson {

  private final ObjectMapper mapper;

  ConsoleJson(ObjectMapper mapper) {
    this.mapper =
        mapper.cloneWithConfiguration(
            new FixedSerde(), new FixedSerde.Writing(), new FixedSerde.Reading());
  }

  /** The value as UTF-8. */
  byte[] bytes(Object value) {
    try {
      return mapper.writeValueAsBytes(value);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
