package io.routeflow.micronaut.opentelemetry.mapping;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.routeflow.micronaut.event.BatchOrigin;
import io.routeflow.micronaut.event.Event;
import io.routeflow.micronaut.event.EventBatch;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.EventType;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.event.RequestEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans of events: one of each, and one of each statement and call on its time line.
 * Thread-safe.
 *
 * @see <a href="https://opentelemetry.io/docs/specs/semconv/http/http-spans/">HTTP spans</a>
 */
@Internal
public final class SpanMapper {

  /** The error of a request that ended without a status, as its client had left. */
  public static final String CLIENT_DISCONNECTED = "client_disconnected";

  /** The error of a request whose response the server broke off or never began. */
  public static final String RESPONSE_ABORTED = "response_aborted";

  private static final String EXCEPTION = "exception";
  private static final String HTTP = "HTTP";
  private static final int FIRST_SERVER_ERROR = 500;

  private final Resource resource;
  private final BatchOrigin origin;
  private final @Nullable String scheme;
  private final BinaryOperator<String> functions;
  private final SqlSpans sql;

  /**
   * A mapper.
   *
   * @param resource which service the spans are of
   * @param scheme {@code http} or {@code https}, by which the server is reached; {@code null} where
   *     it may be both
   * @param functions the full name of a handler by the event's and the route's template
   * @param places where a data source connects to, by its name
   */
  public SpanMapper(
      Resource resource,
      @Nullable String scheme,
      BinaryOperator<String> functions,
      Function<String, DatabasePlace> places) {
    this.resource = resource;
    this.origin = ServiceResource.origin(resource);
    this.scheme = scheme;
    this.functions = functions;
    this.sql = new SqlSpans(places);
  }

  /** Which deployment spans are of whose batch does not say that itself. */
  public BatchOrigin origin() {
    return origin;
  }

  /** The spans of a batch, in its order, each event's own before those within it. */
  public List<SpanData> spans(EventBatch batch) {
    List<SpanData> spans = new ArrayList<>(2 * batch.size());
    BatchOrigin of = batch.origin();
    Resource service =
        of == null || of.equals(origin) ? resource : ServiceResource.at(resource, of);
    for (Event event : batch.events()) {
      add(event, service, spans);
    }
    return spans;
  }

  private void add(Event event, Resource service, List<SpanData> spans) {
    boolean isRequest = event.type() == EventType.REQUEST;
    SpanPlaces places = new SpanPlaces(event.identity(), service, isRequest);
    MappedSpan.Times times = times(event);
    spans.add(
        new MappedSpan(
            places.own(),
            name(event),
            kind(event),
            times,
            attributes(event, places),
            events(event, times),
            status(event)));
    sql.add(event, places, times, spans);
    CallSpans.add(event, places, times, spans);
  }

  private static MappedSpan.Times times(Event event) {
    Instant started = event.timestamp();
    long start = TimeUnit.SECONDS.toNanos(started.getEpochSecond()) + started.getNano();
    long longest = Long.MAX_VALUE - Math.max(0, start);
    return new MappedSpan.Times(
        start, start + Math.min(Math.max(0, event.latencyNanos()), longest));
  }

  /** A method that is none of the registered ones has no place in a name. */
  private static String name(Event event) {
    if (!(event instanceof RequestEvent request)) {
      return event.label();
    }
    String method = request.method().equals(RequestEvent.OTHER_METHOD) ? HTTP : request.method();
    return isMatched(request) ? method + " " + request.path() : method;
  }

  private static SpanKind kind(Event event) {
    return switch (event.type()) {
      case REQUEST -> SpanKind.SERVER;
      case QUEUE -> SpanKind.CONSUMER;
      case JOB, WORKER, CUSTOM, EXCEPTION -> SpanKind.INTERNAL;
    };
  }

  private Attributes attributes(Event event, SpanPlaces places) {
    AttributesBuilder attributes = SpanAttributes.builder();
    for (Map.Entry<String, Object> attribute : event.attributes().entrySet()) {
      AttributeValues.put(attributes, attribute.getKey(), attribute.getValue(), Integer.MAX_VALUE);
    }
    attributes.put(Keys.EVENT_ID, event.eventId().toString());
    attributes.put(Keys.EVENT_TYPE, event.type().wireName());
    if (!isWritten(event.traceId(), places.traceId())) {
      attributes.put(Keys.TRACE_ID, event.traceId());
    }
    if (event instanceof RequestEvent request) {
      putRequest(attributes, request);
    } else if (event instanceof ExceptionEvent exception && exception.origin() != null) {
      ExceptionEvent.Origin origin = exception.origin();
      putRoute(attributes, origin.method(), origin.path(), origin.handler());
      putPage(attributes, origin.frontendRoute());
    }
    String error = errorType(event);
    if (error != null) {
      attributes.put(Keys.ERROR_TYPE, error);
    }
    return attributes.build();
  }

  /** Whether an id has just these digits, whatever their case, and dashes. */
  private static boolean isWritten(String traceId, String digits) {
    int next = 0;
    for (int i = 0; i < traceId.length(); i++) {
      char c = traceId.charAt(i);
      if (c != '-') {
        if (next == digits.length() || Character.toLowerCase(c) != digits.charAt(next)) {
          return false;
        }
        next++;
      }
    }
    return next == digits.length();
  }

  private void putRequest(AttributesBuilder attributes, RequestEvent request) {
    putRoute(attributes, request.method(), request.path(), request.handler());
    if (request.statusSent()) {
      attributes.put(Keys.HTTP_STATUS, (long) request.statusCode());
    }
    if (scheme != null) {
      attributes.put(Keys.URL_SCHEME, scheme);
    }
    putPage(attributes, request.frontendRoute());
  }

  private void putRoute(AttributesBuilder attributes, String method, String path, String handler) {
    attributes.put(Keys.HTTP_METHOD, method);
    if (!path.equals(RequestEvent.UNMATCHED)) {
      attributes.put(Keys.HTTP_ROUTE, path);
    }
    if (!handler.equals(RequestEvent.UNMATCHED) && !handler.equals(RequestEvent.STATIC)) {
      attributes.put(Keys.CODE_FUNCTION, functions.apply(handler, path));
    }
  }

  private static void putPage(AttributesBuilder attributes, String frontendRoute) {
    if (!frontendRoute.equals(RequestEvent.UNKNOWN_ROUTE)) {
      attributes.put(Keys.FRONTEND_ROUTE, frontendRoute);
    }
  }

  private static @Nullable String errorType(Event event) {
    // an application may answer with that status itself
    if (event instanceof RequestEvent request
        && !request.statusSent()
        && request.statusCode() == RequestEvent.CLIENT_CLOSED) {
      return CLIENT_DISCONNECTED;
    }
    if (event.status() != EventStatus.FAILED) {
      return null;
    }
    String exception = event.exceptionName();
    if (exception != null) {
      return exception;
    }
    if (!(event instanceof RequestEvent request)) {
      return Keys.OTHER;
    }
    // one that has failed by anything but its status was not answered whole
    return request.statusSent() && request.statusCode() >= FIRST_SERVER_ERROR
        ? String.valueOf(request.statusCode())
        : RESPONSE_ABORTED;
  }

  private static StatusData status(Event event) {
    return event.status() == EventStatus.FAILED ? StatusData.error() : StatusData.unset();
  }

  /** The exception, at the end of the span, which it has most likely caused. */
  private static List<EventData> events(Event event, MappedSpan.Times times) {
    ExceptionDetails exception = event.parts().exception();
    if (exception == null) {
      return List.of();
    }
    AttributesBuilder attributes = SpanAttributes.builder();
    attributes.put(Keys.EXCEPTION_TYPE, exception.name());
    if (exception.message() != null) {
      attributes.put(Keys.EXCEPTION_MESSAGE, exception.message());
    }
    if (exception.stackTrace() != null) {
      attributes.put(Keys.EXCEPTION_STACK, exception.stackTrace());
    }
    return List.of(EventData.create(times.end(), EXCEPTION, attributes.build()));
  }

  private static boolean isMatched(RequestEvent request) {
    return !request.path().equals(RequestEvent.UNMATCHED);
  }
}
