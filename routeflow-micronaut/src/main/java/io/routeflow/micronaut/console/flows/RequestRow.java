package io.routeflow.micronaut.console.flows;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.micronaut.core.annotation.Internal;
import io.micronaut.serde.annotation.Serdeable;
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
@Serdeable.Serializable
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record RequestRow(
    long seq,
    @JsonProperty("event_id") UUID eventId,
    String timestamp,
    @JsonProperty("trace_id") String traceId,
    @JsonProperty("frontend_route") String frontendRoute,
    String method,
    String path,
    String handler,
    @JsonProperty("status_code") int statusCode,
    String status,
    @JsonProperty("latency_ms") double latencyMs,
    @Nullable String exception,
    @Nullable SqlSummary sql,
    String outcome,
    @Nullable String reason) {}
