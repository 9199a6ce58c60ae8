package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.core.JsonGenerator;
import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.console.json.JsonMembers;
import io.routeflow.micronaut.console.json.JsonObject;
import java.io.IOException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An event in the list: a request, a piece of work, or an exception that was reported.
 *
 * @param seq grows by one with each event
 * @param eventId the id of the event
 * @param type {@code job}, {@code queue}, {@code worker}, {@code custom} or {@code exception};
 *     {@code null} for a request
 * @param name what the application calls it, where it is no request
 * @param trigger what called it, where it is no request and that is known
 * @param timestamp when it started, ISO-8601
 * @param traceId its trace
 * @param request what is known of the request; of an exception that of the one it happened in
 * @param status {@code success}, {@code warning} or {@code failed}
 * @param latencyMs from its start to its end, where that was measured
 * @param failure its exception, where there was one
 * @param sql its SQL, where there was any
 * @param external its outgoing calls, where there were any
 * @param outcome {@code waiting}, {@code sent} or {@code dropped}
 * @param reason why it was dropped, as in the statistics
 */
@Internal
public record FlowRow(
    long seq,
    UUID eventId,
    @Nullable String type,
    @Nullable String name,
    @Nullable String trigger,
    String timestamp,
    String traceId,
    @Nullable Request request,
    String status,
    @Nullable Double latencyMs,
    @Nullable Failure failure,
    @Nullable SqlSummary sql,
    @Nullable CallSummary external,
    String outcome,
    @Nullable String reason)
    implements JsonObject {

  @Override
  public void writeMembers(JsonGenerator json) throws IOException {
    json.writeNumberField("seq", seq);
    JsonMembers.id(json, "event_id", eventId);
    JsonMembers.text(json, "type", type);
    JsonMembers.text(json, "name", name);
    JsonMembers.text(json, "trigger", trigger);
    json.writeStringField("timestamp", timestamp);
    json.writeStringField("trace_id", traceId);
    if (request != null) {
      request.writeMembers(json);
    }
    json.writeStringField("status", status);
    JsonMembers.number(json, "latency_ms", latencyMs);
    if (failure != null) {
      json.writeStringField("exception", failure.exception());
      JsonMembers.text(json, "exception_at", failure.at());
    }
    JsonMembers.object(json, "sql", sql);
    JsonMembers.object(json, "external", external);
    json.writeStringField("outcome", outcome);
    JsonMembers.text(json, "reason", reason);
  }

  /**
   * The request of a row.
   *
   * @param frontendRoute the page that it came from
   * @param method HTTP method
   * @param path route template
   * @param handler controller and method
   * @param statusCode HTTP status, 0 where the row is no request's
   * @param address the path as it was sent where no route matched, in dev and test only
   */
  @Internal
  public record Request(
      String frontendRoute,
      String method,
      String path,
      String handler,
      int statusCode,
      @Nullable String address) {

    void writeMembers(JsonGenerator json) throws IOException {
      json.writeStringField("frontend_route", frontendRoute);
      json.writeStringField("method", method);
      json.writeStringField("path", path);
      JsonMembers.text(json, "address", address);
      json.writeStringField("handler", handler);
      if (statusCode > 0) {
        json.writeNumberField("status_code", statusCode);
      }
    }
  }

  /**
   * The exception of a row.
   *
   * @param exception its class
   * @param at the topmost frame of the application, where it is known
   */
  @Internal
  public record Failure(String exception, @Nullable String at) {}
}
