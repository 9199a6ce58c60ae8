package io.routeflow.micronaut.configuration;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import java.io.IOException;
import java.util.Map;

/** Writes who sends, as the ingest contract has it: {@code sdk} to {@code code_version}. */
@Internal
public final class ServiceJson {

  private ServiceJson() {}

  /** Writes the four members. */
  public static void write(JsonGenerator json, ServiceSettings service) throws IOException {
    json.writeObjectFieldStart("sdk");
    json.writeStringField("name", ModuleInfo.NAME);
    json.writeStringField("version", ModuleInfo.VERSION);
    json.writeEndObject();
    json.writeObjectFieldStart("service");
    json.writeStringField("name", service.name());
    if (service.version() != null) {
      json.writeStringField("version", service.version());
    }
    json.writeStringField("instance", service.instance());
    if (!service.tags().isEmpty()) {
      json.writeObjectFieldStart("tags");
      for (Map.Entry<String, String> tag : service.tags().entrySet()) {
        json.writeStringField(tag.getKey(), tag.getValue());
      }
      json.writeEndObject();
    }
    json.writeEndObject();
    json.writeStringField("environment", service.environment());
    json.writeStringField("code_version", service.codeVersion());
  }
}
