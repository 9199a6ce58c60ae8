package io.routeflow.micronaut.export.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.ServiceJson;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventJson;
import io.routeflow.micronaut.export.http.BodyBuffers;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a batch as the ingest contract, version 1, has it, straight into the buffer that goes to
 * the socket; {@link EventJson} writes the events in it.
 *
 * <p>For one thread at a time.
 */
final class BatchEncoder {

  private static final int SCHEMA_VERSION = 1;
  private static final int BYTES_AN_EVENT = 512;
  private static final int MAX_FIRST_BUFFER = 1024 * 1024;

  private final JsonFactory factory = new JsonFactory();
  private final EventJson events = new EventJson();
  private final BodyBuffers buffers;
  private final ServiceSettings service;
  private final boolean gzip;

  /** What the events of the last batch took, so that the next body need not grow. */
  private int bytesAnEvent = BYTES_AN_EVENT;

  BatchEncoder(RouteflowConfiguration configuration) {
    this.service = configuration.service();
    this.gzip = configuration.ingest().gzip();
    this.buffers = new BodyBuffers(configuration.lane().maxBatchesInFlight());
  }

  /** The batch as bytes; the caller must see that the buffer is released. */
  ByteBuf encode(EventBatch batch, Instant sentAt) throws IOException {
    ByteBuf buffer =
        buffers.buffer((int) Math.min(MAX_FIRST_BUFFER, (batch.size() + 1L) * bytesAnEvent));
    try {
      OutputStream out = new ByteBufOutputStream(buffer);
      try (JsonGenerator json = factory.createGenerator(gzip ? new GZIPOutputStream(out) : out)) {
        write(json, batch, sentAt);
      }
      bytesAnEvent = Math.max(BYTES_AN_EVENT, buffer.readableBytes() / batch.size());
      return buffer;
    } catch (IOException | RuntimeException | Error e) {
      buffer.release();
      throw e;
    }
  }

  private void write(JsonGenerator json, EventBatch batch, Instant sentAt) throws IOException {
    json.writeStartObject();
    json.writeNumberField("schema_version", SCHEMA_VERSION);
    json.writeFieldName("batch_id");
    events.text().writeUuid(json, batch.id());
    json.writeFieldName("sent_at");
    events.text().writeInstant(json, sentAt);
    ServiceJson.write(json, service, batch.origin());
    json.writeArrayFieldStart("events");
    for (Event event : batch.events()) {
      events.write(json, event);
    }
    json.writeEndArray();
    json.writeEndObject();
  }
}
