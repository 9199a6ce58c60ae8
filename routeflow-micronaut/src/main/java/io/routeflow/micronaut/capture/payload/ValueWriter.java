package io.routeflow.micronaut.capture.payload;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.TreeNode;
import io.routeflow.micronaut.event.PlainNumber;
import io.routeflow.micronaut.event.PrimitiveArray;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes one value of the application as JSON. Thread-confined. */
final class ValueWriter {

  /** Deeper values are left out, which also ends values that contain themselves. */
  static final int MAX_DEPTH = 16;

  private final JsonGenerator json;
  private boolean cut;

  ValueWriter(JsonGenerator json) {
    this.json = json;
  }

  /** Writes a value. */
  void write(@Nullable Object value) throws IOException {
    write(value, 0);
  }

  /** Whether something was left out of what was written, since it was nested too deep. */
  boolean isCut() {
    return cut;
  }

  private void write(@Nullable Object given, int depth) throws IOException {
    Object value = PrimitiveArray.readable(given);
    if (value == null) {
      json.writeNull();
    } else if (isNested(value)) {
      if (depth < MAX_DEPTH) {
        writeNested(value, depth);
      } else {
        json.writeString("…");
        cut = true;
      }
    } else {
      writeScalar(value);
    }
  }

  private void writeScalar(Object value) throws IOException {
    if (value instanceof CharSequence text) {
      json.writeString(text.toString());
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof Number number) {
      Object plain = PlainNumber.of(number);
      if (plain instanceof Number) {
        json.writeNumber(plain.toString());
      } else {
        json.writeString(plain.toString());
      }
    } else {
      json.writeString(String.valueOf(value));
    }
  }

  /** A path of the file system is made of paths, and shown as what it is. */
  private static boolean isNested(Object value) {
    return value instanceof Map
        || value instanceof Map.Entry
        || value instanceof TreeNode
        || value instanceof Object[]
        || (value instanceof Iterable && !(value instanceof Path));
  }

  private void writeNested(Object value, int depth) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        writeMember(entry, depth);
      }
      json.writeEndObject();
    } else if (value instanceof Map.Entry<?, ?> entry) {
      json.writeStartObject();
      writeMember(entry, depth);
      json.writeEndObject();
    } else if (value instanceof TreeNode tree) {
      writeTree(tree);
    } else {
      json.writeStartArray();
      for (Object element :
          value instanceof Object[] array ? Arrays.asList(array) : (Iterable<?>) value) {
        write(element, depth + 1);
      }
      json.writeEndArray();
    }
  }

  private void writeMember(Map.Entry<?, ?> entry, int depth) throws IOException {
    json.writeFieldName(String.valueOf(entry.getKey()));
    write(entry.getValue(), depth + 1);
  }

  /** A tree of Jackson's is {@code Iterable} too, but without its names. */
  private void writeTree(TreeNode tree) throws IOException {
    try (JsonParser parser = tree.traverse()) {
      if (parser.nextToken() == null) {
        json.writeNull();
      } else {
        json.copyCurrentStructure(parser);
      }
    }
  }
}
