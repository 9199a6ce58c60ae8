package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request in the list.
 *
 * @param seq grows by one with each request
 * @param eventId the id of the event
 * @param timestamp when it arrived, ISO-8601
 * @param traceId its trace
 * @param frontendRoute the page that it came from
 * @param method HTTP method
 * @param path route template
 * @param handler controller and method
 * @param statusCode HTTP status
 * @param status {@code success}, {@code warning} or {@code failed}
 * @param latencyMs from arrival to the end of the response
 * @param exception class of the exception, where there was one
 * @param sql its SQL, where there was any
 * @param outcome {@code waiting}, {@code sent} or {@code dropped}
 * @param reason why it was dropped, as in the statistics
 */
@Internal
public record RequestRow(
    long seq,
    UUID eventId,
    String timestamp,
    String traceId,
    String frontendRoute,
    String method,
    String path,
    String handler,
    int statusCode,
    String status,
    double latencyMs,
    @Nullable String exception,
    @Nullable SqlSummary sql,
    String outcome,
    @Nullable String reason)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeNumberField("seq", seq);
    JsonMembers.id(json, "event_id", eventId);
    json.writeStringField("timestamp", timestamp);
    json.writeStringField("trace_id", traceId);
    json.writeStringField("frontend_route", frontendRoute);
    json.writeStringField("method", method);
    json.writeStringField("path", path);
    json.writeStringField("handler", handler);
    json.writeNumberField("status_code", statusCode);
    json.writeStringField("status", status);
    json.writeNumberField("latency_ms", latencyMs);
    JsonMembers.text(json, "exception", exception);
    JsonMembers.object(json, "sql", sql);
    json.writeStringField("outcome", outcome);
    JsonMembers.text(json, "reason", reason);
  }
}
