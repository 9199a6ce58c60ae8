package io.routeflow.micronaut.configuration;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.BatchOrigin;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes who sends, as the ingest contract has it: {@code sdk} to {@code code_version}. */
@Internal
public final class ServiceJson {

  private ServiceJson() {}

  /**
   * Writes the four members.
   *
   * @param origin which deployment the events are of, {@code null} where it is this process
   */
  public static void write(
      JsonGenerator json, ServiceSettings service, @Nullable BatchOrigin origin)
      throws IOException {
    BatchOrigin of = origin == null ? service.origin() : origin;
    json.writeObjectFieldStart("sdk");
    json.writeStringField("name", ModuleInfo.NAME);
    json.writeStringField("version", ModuleInfo.VERSION);
    json.writeEndObject();
    json.writeObjectFieldStart("service");
    json.writeStringField("name", service.name());
    if (of.version() != null) {
      json.writeStringField("version", of.version());
    }
    json.writeStringField("instance", of.instance() == null ? service.instance() : of.instance());
    if (!service.tags().isEmpty()) {
      json.writeObjectFieldStart("tags");
      for (Map.Entry<String, String> tag : service.tags().entrySet()) {
        json.writeStringField(tag.getKey(), tag.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeStringField("environment", service.environment());
    json.writeStringField("code_version", of.codeVersion());
  }
}
