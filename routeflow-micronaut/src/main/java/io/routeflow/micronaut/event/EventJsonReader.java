package io.routeflow.micronaut.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.micronaut.core.annotation.Internal;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads events as {@link EventJson} writes them; what is written again is the same text. What the
 * contract has no place for, the time lines of single SQL executions and calls, is not there any
 * more. Members that are not known are passed over.
 *
 * <p>For one thread at a time.
 */
@Internal
public final class EventJsonReader {

  /**
   * Beyond the contract: the trace id of the caller's {@code traceparent}, so that what is made of
   * the event later is in the same trace.
   */
  public static final String CALLERS_TRACE_ID = "callers_trace_id";

  /**
   * Beyond the contract: {@link RequestEvent#statusSent()}, where that is not what the status says.
   */
  public static final String STATUS_SENT = "status_sent";

  /** What was written is read, however long: that was bounded then. */
  private final JsonFactory factory =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  /** Made once and used for many texts. */
  public EventJsonReader() {}

  /** Whether {@link #STATUS_SENT} has to be written for a request to come back as it is. */
  public static boolean needsStatusSent(RequestEvent request) {
    return request.statusSent() != RequestEvent.isSentByDefault(request.statusCode());
  }

  /**
   * Reads an array of events.
   *
   * @param array the whole text, in UTF-8
   * @throws IOException where it is anything else
   */
  public List<Event> readAll(byte[] array) throws IOException {
    try (JsonParser parser = factory.createParser(array)) {
      JsonCursor cursor = new JsonCursor(array, parser);
      List<Event> events = cursor.array(() -> event(cursor));
      if (!cursor.isAtEnd()) {
        throw new IOException("more than an array");
      }
      return events;
    } catch (RuntimeException e) {
      // a text that is no id, no time, no number
      throw new IOException("no event: " + e.getClass().getSimpleName(), e);
    }
  }

  private static Event event(JsonCursor cursor) throws IOException {
    Draft draft = new Draft(cursor);
    cursor.object(draft::member);
    return draft.event();
  }

  /** What is read of one event so far. */
  private static final class Draft {

    private final JsonCursor cursor;
    private final EventPartsReader parts;
    private @Nullable EventType type;
    private @Nullable UUID eventId;
    private @Nullable Instant timestamp;
    private @Nullable String traceId;
    private @Nullable String callersTraceId;
    private long spanId;
    private long parentSpanId;
    private @Nullable String frontendRoute;
    private @Nullable String method;
    private @Nullable String path;
    private @Nullable String handler;
    private @Nullable String name;
    private int statusCode;
    private @Nullable Boolean statusSent;
    private @Nullable EventStatus status;
    private long latencyNanos = -1;
    private Map<String, Object> attributes = Map.of();

    Draft(JsonCursor cursor) {
      this.cursor = cursor;
      this.parts = new EventPartsReader(cursor);
    }

    void member(String member) throws IOException {
      switch (member) {
        case "type" -> type = EventType.valueOf(constant());
        case "event_id" -> eventId = cursor.uuid();
        case "timestamp" -> timestamp = cursor.instant();
        case "trace_id" -> traceId = cursor.text();
        case CALLERS_TRACE_ID -> callersTraceId = cursor.text();
        case "span_id" -> spanId = cursor.spanId();
        case "parent_span_id" -> parentSpanId = cursor.spanId();
        case "frontend_route" -> frontendRoute = cursor.text();
        case "method" -> method = cursor.text();
        case "path" -> path = cursor.text();
        case "handler" -> handler = cursor.text();
        case "name" -> name = cursor.text();
        case "status_code" -> statusCode = cursor.integer();
        case STATUS_SENT -> statusSent = cursor.flag();
        case "status" -> status = EventStatus.valueOf(constant());
        case "latency_ms" -> latencyNanos = cursor.millis();
        case "attributes" -> attributes = cursor.scalars();
        default -> parts.member(member);
      }
    }

    private String constant() throws IOException {
      return cursor.text().toUpperCase(Locale.ROOT);
    }

    Event event() throws IOException {
      EventType kind = present(type, "type");
      return switch (kind) {
        case REQUEST -> request();
        case EXCEPTION -> new ExceptionEvent(identity(), name, origin(), parts.parts(), attributes);
        default ->
            new WorkEvent(
                identity(),
                kind,
                present(name, "name"),
                present(status, "status"),
                latencyNanos,
                parts.parts(),
                attributes);
      };
    }

    private Event request() throws IOException {
      return new RequestEvent(
          identity(),
          present(frontendRoute, "frontend_route"),
          present(method, "method"),
          present(path, "path"),
          present(handler, "handler"),
          statusCode,
          statusSent != null ? statusSent : RequestEvent.isSentByDefault(statusCode),
          present(status, "status"),
          latencyNanos,
          parts.parts(),
          attributes);
    }

    private EventIdentity identity() throws IOException {
      return new EventIdentity(
          present(eventId, "event_id"),
          present(timestamp, "timestamp"),
          present(traceId, "trace_id"),
          spanId,
          parentSpanId,
          callersTraceId);
    }

    private ExceptionEvent.@Nullable Origin origin() throws IOException {
      return frontendRoute == null
          ? null
          : new ExceptionEvent.Origin(
              frontendRoute,
              present(method, "method"),
              present(path, "path"),
              present(handler, "handler"));
    }
  }

  /** A member that each object of its kind has. */
  static <T> T present(@Nullable T value, String member) throws IOException {
    if (value == null) {
      throw new IOException("no " + member);
    }
    return Objects.requireNonNull(value);
  }
}
