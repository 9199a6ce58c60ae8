package io.routeflow.micronaut.kafka;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.routeflow.micronaut.configuration.ServiceJson;
import io.routeflow.micronaut.configuration.ServiceSettings;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Makes a record of an event: its trace id as the key, so that a trace stays in one partition and
 * in order; who sends and the event, as in the ingest contract, as the value. For one thread at a
 * time.
 */
final class RecordEncoder {

  private static final int SCHEMA_VERSION = 1;
  private static final int FIRST_BUFFER = 1024;
  private static final String SCHEMA_HEADER = "routeflow-schema";
  private static final String ID_HEADER = "routeflow-event-id";

  private final JsonFactory factory = new JsonFactory();
  private final EventJson events = new EventJson();
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(FIRST_BUFFER);
  private final String topic;
  private final ServiceSettings service;

  RecordEncoder(String topic, ServiceSettings service) {
    this.topic = topic;
    this.service = service;
  }

  /**
   * The record of an event.
   *
   * @param origin which deployment it is of, {@code null} where it is this process
   */
  ProducerRecord<String, byte[]> encode(Event event, @Nullable BatchOrigin origin)
      throws IOException {
    bytes.reset();
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeNumberField("schema_version", SCHEMA_VERSION);
      ServiceJson.write(json, service, origin);
      json.writeFieldName("event");
      events.write(json, event);
      json.writeEndObject();
    }
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(topic, event.traceId(), bytes.toByteArray());
    record.headers().add(SCHEMA_HEADER, ascii(String.valueOf(SCHEMA_VERSION)));
    record.headers().add(ID_HEADER, ascii(event.eventId().toString()));
    return record;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
