package io.routeflow.micronaut;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One handled request, as it leaves the process. Immutable and safe to share between threads.
 *
 * <p>All text in it is safe to store and show: route names come from the application's own code,
 * values from request headers were checked, and nothing else of the request is kept.
 *
 * @param type what the event tells of
 * @param eventId UUID version 7 (RFC 9562), unique to this event
 * @param timestamp when the request arrived, to the millisecond
 * @param traceId as received or generated, at most 64 characters of {@code [A-Za-z0-9_.-]}
 * @param spanId the request's own span id, never 0; 16 hexadecimal digits on the wire
 * @param parentSpanId the caller's span id from a valid W3C {@code traceparent}, else 0
 * @param frontendRoute the path of the page that sent the request, or {@link #UNKNOWN_ROUTE}
 * @param method the HTTP method, or {@link #OTHER_METHOD}
 * @param path the route template such as {@code /orders/{id}}, or {@link #UNMATCHED}
 * @param handler controller and method such as {@code OrderController.show}, or {@link #UNMATCHED}
 * @param statusCode the HTTP status that the client saw. Where it saw none: {@link #CLIENT_CLOSED}
 *     if it had left, 500 if the server ended the connection
 * @param status how the request ended
 * @param latencyNanos from the arrival of the request's head to the end of the response, in
 *     nanoseconds; on the wire in milliseconds
 * @param exceptionName fully qualified class of the exception that made the response, if one did
 * @param sql the SQL that the request ran, where the JDBC module saw any
 * @param attributes further facts: text, number or boolean by name; of anything else its text is
 *     kept
 * @since 0.1.0
 */
public record RequestEvent(
    EventType type,
    UUID eventId,
    Instant timestamp,
    String traceId,
    long spanId,
    long parentSpanId,
    String frontendRoute,
    String method,
    String path,
    String handler,
    int statusCode,
    EventStatus status,
    long latencyNanos,
    @Nullable String exceptionName,
    @Nullable SqlUsage sql,
    Map<String, Object> attributes) {

  /** The frontend route of a request that did not name a plausible one. */
  public static final String UNKNOWN_ROUTE = "__unknown__";

  /** Path and handler of a request that no route of the application matched. */
  public static final String UNMATCHED = "__unmatched__";

  /** Stands for a method that is not a registered one and not declared by the matched route. */
  public static final String OTHER_METHOD = "_OTHER";

  /** The status code of a request whose client left before it got an answer. */
  public static final int CLIENT_CLOSED = 499;

  /** Attribute, always {@code true}, of a request whose client left before the response's end. */
  public static final String CLIENT_DISCONNECTED = "routeflow.client_disconnected";

  /** Copies the attributes as plain values, so that the event cannot change any more. */
  public RequestEvent {
    attributes = attributes.isEmpty() ? Map.of() : Attributes.plain(attributes);
  }
}
