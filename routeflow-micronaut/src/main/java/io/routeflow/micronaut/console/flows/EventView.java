package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.RequestEvent;
import java.io.IOException;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the ingest contract has it; see there for the meaning of the fields. The exporter
 * writes the same without making texts of ids, times and numbers, because it does so for every
 * event; a test holds one against the other.
 */
@Internal
public record EventView(
    String type,
    UUID eventId,
    String timestamp,
    String traceId,
    String spanId,
    @Nullable String parentSpanId,
    String frontendRoute,
    String method,
    String path,
    String handler,
    int statusCode,
    String status,
    double latencyMs,
    @Nullable SqlView sql,
    @Nullable ExceptionView exception,
    @Nullable Map<String, Object> attributes)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeStringField("type", type);
    JsonMembers.id(json, "event_id", eventId);
    json.writeStringField("timestamp", timestamp);
    json.writeStringField("trace_id", traceId);
    json.writeStringField("span_id", spanId);
    JsonMembers.text(json, "parent_span_id", parentSpanId);
    json.writeStringField("frontend_route", frontendRoute);
    json.writeStringField("method", method);
    json.writeStringField("path", path);
    json.writeStringField("handler", handler);
    json.writeNumberField("status_code", statusCode);
    json.writeStringField("status", status);
    json.writeNumberField("latency_ms", latencyMs);
    JsonMembers.object(json, "sql", sql);
    JsonMembers.object(json, "exception", exception);
    JsonMembers.plain(json, "attributes", attributes);
  }

  static EventView of(RequestEvent event) {
    return new EventView(
        event.type().wireName(),
        event.eventId(),
        Notation.instant(event.timestamp()),
        event.traceId(),
        hex(event.spanId()),
        event.parentSpanId() == 0 ? null : hex(event.parentSpanId()),
        event.frontendRoute(),
        event.method(),
        event.path(),
        event.handler(),
        event.statusCode(),
        event.status().wireName(),
        Notation.millis(event.latencyNanos()),
        event.sql() == null ? null : SqlView.of(event.sql()),
        event.exceptionName() == null ? null : new ExceptionView(event.exceptionName()),
        event.attributes().isEmpty() ? null : event.attributes());
  }

  private static String hex(long spanId) {
    return HexFormat.of().toHexDigits(spanId);
  }

  /**
   * The exception that made the response.
   *
   * @param name its class
   */
  @Internal
  public record ExceptionView(String name) implements JsonObject {

    @Override
    public void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("name", name);
    }
  }
}
