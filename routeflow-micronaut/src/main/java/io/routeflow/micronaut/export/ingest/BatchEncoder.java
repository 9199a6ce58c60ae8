package io.routeflow.micronaut.export.ingest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufOutputStream;
import io.routeflow.micronaut.EventBatch;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.configuration.RouteflowConfiguration;
import io.routeflow.micronaut.configuration.Sdk;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/**
 * Writes a batch as the ingest contract, version 1, has it. By hand and straight into the buffer
 * that goes to the socket, because this is done for every request of the application: with the
 * generator's recycled buffers and a scratch area for ids, times and numbers, an event leaves
 * nothing behind.
 *
 * <p>For one thread at a time.
 */
final class BatchEncoder {

  private static final int SCHEMA_VERSION = 1;
  private static final int BYTES_AN_EVENT = 512;
  private static final int MAX_FIRST_BUFFER = 1024 * 1024;

  private final JsonFactory factory = new JsonFactory();
  private final Scratch scratch = new Scratch();
  private final BodyBuffers buffers;
  private final SqlEncoder sql = new SqlEncoder(scratch);
  private final RouteflowConfiguration.Service service;
  private final boolean gzip;

  /** What the events of the last batch took, so that the next body need not grow. */
  private int bytesAnEvent = BYTES_AN_EVENT;

  BatchEncoder(RouteflowConfiguration configuration) {
    this.service = configuration.service();
    this.gzip = configuration.gzip();
    this.buffers = new BodyBuffers(configuration.maxBatchesInFlight());
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
    scratch.writeUuid(json, batch.id());
    json.writeFieldName("sent_at");
    scratch.writeInstant(json, sentAt);
    json.writeObjectFieldStart("sdk");
    json.writeStringField("name", Sdk.NAME);
    json.writeStringField("version", Sdk.VERSION);
    json.writeEndObject();
    writeService(json);
    json.writeStringField("environment", service.environment());
    json.writeStringField("code_version", service.codeVersion());
    json.writeArrayFieldStart("events");
    for (RequestEvent event : batch.events()) {
      write(json, event);
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private void writeService(JsonGenerator json) throws IOException {
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
  }

  private void write(JsonGenerator json, RequestEvent event) throws IOException {
    json.writeStartObject();
    json.writeStringField("type", event.type().wireName());
    json.writeFieldName("event_id");
    scratch.writeUuid(json, event.eventId());
    json.writeFieldName("timestamp");
    scratch.writeInstant(json, event.timestamp());
    json.writeStringField("trace_id", event.traceId());
    json.writeFieldName("span_id");
    scratch.writeSpanId(json, event.spanId());
    if (event.parentSpanId() != 0) {
      json.writeFieldName("parent_span_id");
      scratch.writeSpanId(json, event.parentSpanId());
    }
    json.writeStringField("frontend_route", event.frontendRoute());
    json.writeStringField("method", event.method());
    json.writeStringField("path", event.path());
    json.writeStringField("handler", event.handler());
    json.writeNumberField("status_code", event.statusCode());
    json.writeStringField("status", event.status().wireName());
    json.writeFieldName("latency_ms");
    scratch.writeMillis(json, event.latencyNanos());
    if (event.sql() != null) {
      json.writeFieldName("sql");
      sql.write(json, event.sql());
    }
    if (event.exceptionName() != null) {
      json.writeObjectFieldStart("exception");
      json.writeStringField("name", event.exceptionName());
      json.writeEndObject();
    }
    writeAttributes(json, event.attributes());
    json.writeEndObject();
  }

  private static void writeAttributes(JsonGenerator json, Map<String, Object> attributes)
      throws IOException {
    if (attributes.isEmpty()) {
      return;
    }
    json.writeObjectFieldStart("attributes");
    for (Map.Entry<String, Object> attribute : attributes.entrySet()) {
      json.writeFieldName(attribute.getKey());
      if (attribute.getValue() instanceof Boolean flag) {
        json.writeBoolean(flag);
      } else if (attribute.getValue() instanceof Integer number) {
        json.writeNumber(number);
      } else if (attribute.getValue() instanceof Number number) {
        json.writeNumber(number.toString());
      } else {
        json.writeString(attribute.getValue().toString());
      }
    }
    json.writeEndObject();
  }
}
