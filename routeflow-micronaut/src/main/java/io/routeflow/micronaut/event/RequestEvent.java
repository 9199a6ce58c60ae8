package io.routeflow.micronaut.event;

import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * One handled HTTP request. Immutable and safe to share between threads.
 *
 * @param identity its ids and the arrival of its head
 * @param frontendRoute the path of the page that sent the request, or {@link #UNKNOWN_ROUTE}
 * @param method the HTTP method, or {@link #OTHER_METHOD}
 * @param path the route template such as {@code /orders/{id}}, the mapping of a static file such as
 *     {@code /assets/**}, or {@link #UNMATCHED}
 * @param handler controller and method such as {@code OrderController.show}, {@link #STATIC}, or
 *     {@link #UNMATCHED}
 * @param statusCode the HTTP status that the client saw. Where it saw none: {@link #CLIENT_CLOSED}
 *     if it had left, 500 if the server ended the connection
 * @param statusSent whether the client saw it; not on the wire
 * @param status how the request ended
 * @param latencyNanos from the arrival of the request's head to the end of the response, in
 *     nanoseconds; on the wire in milliseconds
 * @param parts SQL, outgoing calls, breadcrumbs, exception, payloads, auth
 * @param attributes further facts: text, number or boolean by name; of anything else its text is
 *     kept
 * @since 0.1.0
 */
public record RequestEvent(
    EventIdentity identity,
    String frontendRoute,
    String method,
    String path,
    String handler,
    int statusCode,
    boolean statusSent,
    EventStatus status,
    long latencyNanos,
    EventParts parts,
    Map<String, Object> attributes)
    implements Event {

  /** The frontend route of a request that did not name a plausible one. */
  public static final String UNKNOWN_ROUTE = "__unknown__";

  /** Path and handler of a request that no route of the application matched, and no static file. */
  public static final String UNMATCHED = "__unmatched__";

  /** Handler of a request that a file of the application's static resources answered. */
  public static final String STATIC = "__static__";

  /** Stands for a method that is not a registered one and not declared by the matched route. */
  public static final String OTHER_METHOD = "_OTHER";

  /** The status code of a request whose client left before it got an answer. */
  public static final int CLIENT_CLOSED = 499;

  /** Attribute, always {@code true}, of a request whose client left before the response's end. */
  public static final String CLIENT_DISCONNECTED = "routeflow.client_disconnected";

  /** One whose client saw the status, unless that is {@link #CLIENT_CLOSED}. */
  public RequestEvent(
      EventIdentity identity,
      String frontendRoute,
      String method,
      String path,
      String handler,
      int statusCode,
      EventStatus status,
      long latencyNanos,
      EventParts parts,
      Map<String, Object> attributes) {
    this(
        identity,
        frontendRoute,
        method,
        path,
        handler,
        statusCode,
        isSentByDefault(statusCode),
        status,
        latencyNanos,
        parts,
        attributes);
  }

  /** Copies the attributes as plain values, so that the event cannot change any more. */
  public RequestEvent {
    Objects.requireNonNull(identity, "identity");
    Objects.requireNonNull(parts, "parts");
    frontendRoute = WellFormed.text(frontendRoute);
    method = WellFormed.text(method);
    path = WellFormed.text(path);
    handler = WellFormed.text(handler);
    attributes = attributes.isEmpty() ? Map.of() : Attributes.plain(attributes);
  }

  /** Whether a status is one that the client saw, where nothing else is known of it. */
  static boolean isSentByDefault(int statusCode) {
    return statusCode != CLIENT_CLOSED;
  }

  @Override
  public EventType type() {
    return EventType.REQUEST;
  }

  @Override
  public String label() {
    return path;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // the same one where nothing was left out
  public RequestEvent without(Set<EventPartName> leftOut) {
    EventParts kept = parts.without(leftOut);
    Map<String, Object> keptAttributes =
        leftOut.contains(EventPartName.ATTRIBUTES) ? Attributes.marks(attributes) : attributes;
    return kept == parts && keptAttributes == attributes
        ? this
        : new RequestEvent(
            identity,
            frontendRoute,
            method,
            path,
            handler,
            statusCode,
            statusSent,
            status,
            latencyNanos,
            kept,
            keptAttributes);
  }

  @Override
  public RequestEvent withAttributes(Map<String, Object> more) {
    return new RequestEvent(
        identity,
        frontendRoute,
        method,
        path,
        handler,
        statusCode,
        statusSent,
        status,
        latencyNanos,
        parts,
        Attributes.merged(attributes, more));
  }
}
