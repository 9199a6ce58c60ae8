package io.routeflow.micronaut.capture.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.TreeNode;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.event.PlainNumber;
import io.routeflow.micronaut.policy.masking.JsonRedactor;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.RedactedBody;
import io.routeflow.micronaut.policy.masking.RedactionPaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes payloads of values that the application hands over for its own events: maps, collections,
 * texts, numbers, booleans and trees of Jackson's; of anything else its text. Masked as a body of
 * JSON is. Thread-safe.
 */
@Internal
public final class ValuePayloads {

  /** Deeper values are shown as text, which also ends values that contain themselves. */
  private static final int MAX_DEPTH = 16;

  /** What is written before masking, as a multiple of what is kept after it. */
  private static final int HEADROOM = 2;

  private static final String JSON = "application/json";

  private final JsonFactory factory = new JsonFactory();
  private final JsonRedactor redactor;
  private final int maxBytes;

  /**
   * For values of a size.
   *
   * @param names whose values are masked
   * @param maxBytes what is kept of one payload
   */
  public ValuePayloads(MaskedNames names, int maxBytes) {
    this.redactor = new JsonRedactor(names, RedactionPaths.none(), maxBytes);
    this.maxBytes = maxBytes;
  }

  /** The payload of a value; one whose own methods fail is omitted. */
  public Payload ofValue(Object value) {
    Bounded bytes = new Bounded((long) maxBytes * HEADROOM);
    boolean complete = true;
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      write(json, value, 0);
    } catch (Full e) {
      complete = false;
    } catch (Throwable e) {
      // also what the value's own methods throw, perhaps for lack of stack or memory
      return payload(bytes.size(), null, false, Payload.Omitted.UNPARSABLE);
    }
    RedactedBody body = redactor.redact(bytes.toByteArray(), bytes.size(), complete);
    if (body instanceof RedactedBody.Json json) {
      return payload(bytes.size(), json.text(), false, null);
    }
    if (body instanceof RedactedBody.Text text) {
      return payload(bytes.size(), text.text(), true, null);
    }
    return payload(bytes.size(), null, false, Payload.Omitted.UNPARSABLE);
  }

  private static Payload payload(
      long size, @Nullable String body, boolean truncated, Payload.@Nullable Omitted omitted) {
    return new Payload(null, Map.of(), JSON, size, body, truncated, omitted);
  }

  private void write(JsonGenerator json, @Nullable Object value, int depth) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (isNested(value)) {
      if (depth < MAX_DEPTH) {
        writeNested(json, value, depth);
      } else {
        json.writeString("…");
      }
    } else if (value instanceof CharSequence text) {
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

  private void writeNested(JsonGenerator json, Object value, int depth) throws IOException {
    if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        writeMember(json, entry, depth);
      }
      json.writeEndObject();
    } else if (value instanceof Map.Entry<?, ?> entry) {
      json.writeStartObject();
      writeMember(json, entry, depth);
      json.writeEndObject();
    } else if (value instanceof TreeNode tree) {
      writeTree(json, tree);
    } else {
      json.writeStartArray();
      for (Object element :
          value instanceof Object[] array ? Arrays.asList(array) : (Iterable<?>) value) {
        write(json, element, depth + 1);
      }
      json.writeEndArray();
    }
  }

  private void writeMember(JsonGenerator json, Map.Entry<?, ?> entry, int depth)
      throws IOException {
    json.writeFieldName(String.valueOf(entry.getKey()));
    write(json, entry.getValue(), depth + 1);
  }

  /** A tree of Jackson's is {@code Iterable} too, but without its names. */
  private static void writeTree(JsonGenerator json, TreeNode tree) throws IOException {
    try (JsonParser parser = tree.traverse()) {
      if (parser.nextToken() == null) {
        json.writeNull();
      } else {
        json.copyCurrentStructure(parser);
      }
    }
  }

  /** Ends the writing of a value that is too large. */
  private static final class Full extends IOException {

    private static final long serialVersionUID = 1;

    Full() {
      super("more than is kept");
    }
  }

  /** Takes so many bytes and no more. */
  private static final class Bounded extends OutputStream {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long max;

    Bounded(long max) {
      this.max = max;
    }

    int size() {
      return bytes.size();
    }

    byte[] toByteArray() {
      return bytes.toByteArray();
    }

    @Override
    public void write(int b) throws IOException {
      if (bytes.size() >= max) {
        throw new Full();
      }
      bytes.write(b);
    }

    @Override
    public void write(byte[] array, int offset, int length) throws IOException {
      int room = (int) Math.min(length, max - bytes.size());
      bytes.write(array, offset, room);
      if (room < length) {
        throw new Full();
      }
    }
  }
}
