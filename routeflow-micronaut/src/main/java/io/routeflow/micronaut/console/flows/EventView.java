package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;
import io.routeflow.micronaut.RequestEvent;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event as the ingest contract has it; see there for the meaning of the fields. The exporter
 * writes the same by hand, because it does so for every event; a test holds one against the other.
 */
@Internal
@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record EventView(
    String type,
    @JsonProperty("event_id") UUID eventId,
    String timestamp,
    @JsonProperty("trace_id") String traceId,
    @JsonProperty("span_id") String spanId,
    @JsonProperty("parent_span_id") @Nullable String parentSpanId,
    @JsonProperty("frontend_route") String frontendRoute,
    String method,
    String path,
    String handler,
    @JsonProperty("status_code") int statusCode,
    String status,
    @JsonProperty("latency_ms") double latencyMs,
    @Nullable SqlView sql,
    @Nullable ExceptionView exception,
    @Nullable Map<String, Object> attributes) {

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
  @Serdeable.Serializable
  public record ExceptionView(String name) {}
}
