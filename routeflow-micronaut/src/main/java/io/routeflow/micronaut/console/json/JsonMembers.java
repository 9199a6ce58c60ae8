package io.routeflow.micronaut.console.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes those members of JSON objects for which the generator alone has no call. What is null is
 * absent; what is empty is there.
 */
@Internal
public final class JsonMembers {

  private JsonMembers() {}

  /** A text, where there is one. */
  public static void text(JsonGenerator json, String name, @Nullable String text)
      throws IOException {
    if (text != null) {
      json.writeStringField(name, text);
    }
  }

  /** Texts, none or more. */
  public static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
    json.writeArrayFieldStart(name);
    for (String text : texts) {
      json.writeString(text);
    }
    json.writeEndArray();
  }

  /** A number, where there is one. */
  public static void number(JsonGenerator json, String name, @Nullable Number number)
      throws IOException {
    if (number != null) {
      json.writeFieldName(name);
      plain(json, number);
    }
  }

  /** An id. */
  public static void id(JsonGenerator json, String name, UUID id) throws IOException {
    json.writeStringField(name, id.toString());
  }

  /** An object, where there is one. */
  public static void object(JsonGenerator json, String name, @Nullable JsonObject object)
      throws IOException {
    if (object != null) {
      json.writeFieldName(name);
      object.writeTo(json);
    }
  }

  /** Objects, none or more. */
  public static void list(JsonGenerator json, String name, List<? extends JsonObject> objects)
      throws IOException {
    json.writeArrayFieldStart(name);
    for (JsonObject object : objects) {
      object.writeTo(json);
    }
    json.writeEndArray();
  }

  /** An object whose members have names of their own, each with an object. */
  public static void objects(
      JsonGenerator json, String name, Map<String, ? extends JsonObject> objects)
      throws IOException {
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, ? extends JsonObject> member : objects.entrySet()) {
      object(json, member.getKey(), member.getValue());
    }
    json.writeEndObject();
  }

  /**
   * An object, where there is one, whose members have names of their own, each with a text, a
   * number or a truth.
   */
  public static void plain(JsonGenerator json, String name, @Nullable Map<String, Object> values)
      throws IOException {
    if (values == null) {
      return;
    }
    json.writeObjectFieldStart(name);
    for (Map.Entry<String, Object> member : values.entrySet()) {
      json.writeFieldName(member.getKey());
      plain(json, member.getValue());
    }
    json.writeEndObject();
  }

  /** The generator makes texts of such numbers as JSON does not have. */
  private static void plain(JsonGenerator json, Object value) throws IOException {
    if (value instanceof Boolean truth) {
      json.writeBoolean(truth);
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Float number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.toString());
    } else {
      json.writeString(value.toString());
    }
  }
}
