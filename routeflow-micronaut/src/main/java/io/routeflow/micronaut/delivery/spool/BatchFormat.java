package io.routeflow.micronaut.delivery.spool;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventJson;
import io.routeflow.micronaut.event.EventJsonReader;
import io.routeflow.micronaut.event.RequestEvent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * The content of a file, which can be read with any pager: a line that says what follows, one that
 * says which deployment the events are of, and the events as the ingest contract has them, with two
 * members more: the trace of the caller where there was one, and whether the status was sent where
 * the status itself says otherwise.
 *
 * <pre>{@code
 * routeflow-spool 2 ingest 01936b2c-… 1763631000417 50 21034 9ae0daaf
 * {"version":"1.4.2","code_version":"9f3c2ab","instance":"a1b2c3"}
 * [{"type":"request",…},…]
 * }</pre>
 *
 * <p>In version 1 there is no second line, as where the deployment is not known. The first line has
 * the version of the format, the destination, the batch's id, the time in milliseconds, the number
 * of events, the size of what follows in bytes, and a CRC-32C of all that and of what follows. For
 * one thread at a time.
 */
final class BatchFormat {

  private static final String MAGIC = "routeflow-spool";
  private static final String WITHOUT_ORIGIN = "1";
  private static final String WITH_ORIGIN = "2";
  private static final int FIELDS = 8;
  private static final int MAX_HEADER = 256;
  private static final int BYTES_AN_EVENT = 512;

  private final JsonFactory factory = new JsonFactory();
  private final EventJson writer = new EventJson();
  private final EventJsonReader reader = new EventJsonReader();

  /**
   * A batch as the content of a file.
   *
   * @param origin which deployment it is of, if known
   * @throws IOException where an event cannot be written as JSON
   */
  byte[] encode(
      String destination, EventBatch batch, @Nullable BatchOrigin origin, long createdMillis)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream(batch.size() * BYTES_AN_EVENT);
    if (origin != null) {
      OriginJson.write(factory, body, origin);
    }
    try (JsonGenerator json = factory.createGenerator(body)) {
      json.writeStartArray();
      for (Event event : batch.events()) {
        write(json, event);
      }
      json.writeEndArray();
    }
    String line =
        String.join(
            " ",
            MAGIC,
            origin == null ? WITHOUT_ORIGIN : WITH_ORIGIN,
            destination,
            batch.id().toString(),
            Long.toString(createdMillis),
            Integer.toString(batch.size()),
            Integer.toString(body.size()));
    byte[] events = body.toByteArray();
    byte[] header =
        (line + " " + checksum(line, events) + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] content = Arrays.copyOf(header, header.length + events.length);
    System.arraycopy(events, 0, content, header.length, events.length);
    return content;
  }

  private void write(JsonGenerator json, Event event) throws IOException {
    json.writeStartObject();
    writer.writeMembers(json, event);
    String callers = event.identity().callersTraceId();
    if (callers != null) {
      json.writeStringField(EventJsonReader.CALLERS_TRACE_ID, callers);
    }
    if (event instanceof RequestEvent request && EventJsonReader.needsStatusSent(request)) {
      json.writeBooleanField(EventJsonReader.STATUS_SENT, request.statusSent());
    }
    json.writeEndObject();
  }

  /**
   * The batch in a file.
   *
   * @param expected what the file's name says
   * @throws DamagedBatchException where it is not that
   */
  EventBatch decode(SpooledBatch expected, byte[] content) throws DamagedBatchException {
    int end = 0;
    while (end < content.length && end < MAX_HEADER && content[end] != '\n') {
      end++;
    }
    String header = new String(content, 0, end, StandardCharsets.US_ASCII);
    String[] fields = header.split(" ", -1);
    if (!fields[0].equals(MAGIC)) {
      throw new DamagedBatchException("it is no batch");
    }
    boolean hasOrigin = fields.length > 1 && fields[1].equals(WITH_ORIGIN);
    if (fields.length > 1 && !hasOrigin && !fields[1].equals(WITHOUT_ORIGIN)) {
      throw new DamagedBatchException("its format is that of another version of the module");
    }
    byte[] body = Arrays.copyOfRange(content, Math.min(end + 1, content.length), content.length);
    if (fields.length != FIELDS || !fields[6].equals(Integer.toString(body.length))) {
      throw new DamagedBatchException("it is not complete");
    }
    String line = header.substring(0, header.lastIndexOf(' '));
    if (!fields[7].equals(checksum(line, body))) {
      throw new DamagedBatchException("its checksum is wrong");
    }
    if (!fields[2].equals(expected.destination())
        || !fields[3].equals(expected.id().toString())
        || !fields[5].equals(Integer.toString(expected.events()))) {
      throw new DamagedBatchException("it is another batch than its name says");
    }
    int start = hasOrigin ? afterLine(body) : 0;
    BatchOrigin origin = hasOrigin ? origin(body, start) : null;
    List<Event> events = events(Arrays.copyOfRange(body, start, body.length), expected.events());
    return new EventBatch(UUID.fromString(fields[3]), events, origin);
  }

  private static int afterLine(byte[] body) {
    int end = 0;
    while (end < body.length && body[end] != '\n') {
      end++;
    }
    return Math.min(end + 1, body.length);
  }

  private BatchOrigin origin(byte[] body, int length) throws DamagedBatchException {
    try {
      return OriginJson.read(factory, body, length);
    } catch (IOException e) {
      throw new DamagedBatchException("it does not say which deployment it is of");
    }
  }

  private List<Event> events(byte[] array, int expected) throws DamagedBatchException {
    List<Event> events;
    try {
      events = reader.readAll(array);
    } catch (IOException e) {
      throw new DamagedBatchException("its events cannot be read");
    }
    if (events.size() != expected) {
      throw new DamagedBatchException("it has another number of events than its name says");
    }
    return events;
  }

  private static String checksum(String line, byte[] body) {
    CRC32C sum = new CRC32C();
    sum.update(line.getBytes(StandardCharsets.US_ASCII));
    sum.update(body);
    return HexFormat.of().toHexDigits((int) sum.getValue());
  }
}
