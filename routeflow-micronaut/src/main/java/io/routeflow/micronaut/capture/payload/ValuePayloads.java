package io.routeflow.micronaut.capture.payload;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.policy.masking.JsonRedactor;
import io.routeflow.micronaut.policy.masking.MaskedNames;
import io.routeflow.micronaut.policy.masking.RedactedBody;
import io.routeflow.micronaut.policy.masking.RedactionPaths;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes payloads of values that the application hands over for its own events: maps, collections,
 * texts, numbers, booleans and trees of Jackson's; of anything else its text. Masked as a body of
 * JSON is. One that is nested too deep is truncated. Thread-safe.
 */
@Internal
public final class ValuePayloads {

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
    boolean cut = false;
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      ValueWriter writer = new ValueWriter(json);
      writer.write(value);
      cut = writer.isCut();
    } catch (Full e) {
      complete = false;
    } catch (Throwable e) {
      // also what the value's own methods throw, perhaps for lack of stack or memory
      return payload(bytes.size(), null, false, Payload.Omitted.UNPARSABLE);
    }
    RedactedBody body = redactor.redact(bytes.toByteArray(), bytes.size(), complete);
    if (body instanceof RedactedBody.Json json) {
      return payload(bytes.size(), json.text(), cut, null);
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
