package io.routeflow.micronaut.capture;

import io.micronaut.http.server.exceptions.NotAcceptableException;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.http.server.exceptions.NotFoundException;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import io.routeflow.micronaut.EventStatus;
import io.routeflow.micronaut.EventType;
import io.routeflow.micronaut.RequestEvent;
import io.routeflow.micronaut.RequestRecording;
import io.routeflow.micronaut.SqlRecording;
import io.routeflow.micronaut.policy.Sampler;
import io.routeflow.micronaut.queue.EventIds;
import io.routeflow.micronaut.queue.PendingEvent;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request while it is handled. One small object per request: it goes into the queue itself once
 * it is closed, and becomes an event on the delivery thread.
 *
 * <p>Different threads write to it one after the other (event loop, controller, event loop); the
 * framework's hand-over between them orders the writes. Whoever closes it first wins.
 */
final class OpenRecording implements PendingEvent, RequestRecording {

  static final int NO_STATUS = 0;

  /** Stands for the status where the server ended the connection without one. */
  private static final int NO_ANSWER = 500;

  private static final int FIRST_ERROR = 400;

  /** How the framework answers what fits no route: an exception to it, to nobody else. */
  private static final Set<Class<?>> ROUTERS_OWN =
      Set.of(
          NotFoundException.class,
          NotAllowedException.class,
          NotAcceptableException.class,
          UnsupportedMediaException.class);

  private static final Map<String, Object> DISCONNECTED =
      Map.of(RequestEvent.CLIENT_DISCONNECTED, true);
  private static final VarHandle CLOSED;
  private static final VarHandle SQL;

  static {
    try {
      CLOSED = MethodHandles.lookup().findVarHandle(OpenRecording.class, "closed", boolean.class);
      SQL = MethodHandles.lookup().findVarHandle(OpenRecording.class, "sql", SqlRecording.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long startedAtMillis;
  private final long startedNanos;
  private final long random;
  private final long spanId;
  private final long parentSpanId;
  private final String method;
  private final String frontendRoute;
  private @Nullable String traceId;
  private RouteName route = RouteName.UNMATCHED;
  private @Nullable String exceptionName;
  private @Nullable Object nativeRequest;
  private @Nullable SqlRecording sql;
  private long latencyNanos;
  private int statusCode;
  private boolean onWire;
  private boolean timeline;
  private boolean traceNamed;
  private Ending ending = Ending.ANSWERED;

  private volatile boolean closed;

  OpenRecording(
      long startedAtMillis,
      long startedNanos,
      long random,
      long spanId,
      @Nullable String traceId,
      long parentSpanId,
      String method,
      String frontendRoute) {
    this.startedAtMillis = startedAtMillis;
    this.startedNanos = startedNanos;
    this.random = random;
    this.spanId = spanId;
    this.traceId = traceId;
    this.parentSpanId = parentSpanId;
    this.method = method;
    this.frontendRoute = frontendRoute;
  }

  /** Ties the recording to the server's own request object, until it is closed. */
  void of(Object request) {
    nativeRequest = request;
    onWire = true;
  }

  boolean isOf(Object request) {
    return nativeRequest == request;
  }

  /** Whether a {@link WireTap} watches it, which sees the real status and the real end. */
  boolean isOnWire() {
    return onWire;
  }

  /** Lets the times of single statements be kept, while somebody may look at them. */
  void keepTimeline() {
    timeline = true;
  }

  @Override
  public boolean keepsTimeline() {
    return timeline;
  }

  @Override
  public long startedNanos() {
    return startedNanos;
  }

  void route(RouteName name) {
    route = name;
  }

  RouteName route() {
    return route;
  }

  /** The status that the response's head carries, or will carry. */
  void status(int code) {
    statusCode = code;
  }

  int status() {
    return statusCode;
  }

  /** The exception that made the response; where no route matched, the router's own is none. */
  void exception(@Nullable Class<? extends Throwable> type) {
    if (type == null || (route.isUnmatched() && ROUTERS_OWN.contains(type))) {
      exceptionName = null;
    } else {
      exceptionName = type.getName();
    }
  }

  String frontendRoute() {
    return frontendRoute;
  }

  /** Keeps the trace that its sender has named by the module's own header. */
  void keepTrace() {
    traceNamed = true;
  }

  /** The trace that the application itself has the request in; the sender's own word is before. */
  void activeTrace(String id) {
    if (!traceNamed) {
      traceId = id;
    }
  }

  /** The trace id; where none came in it is made when somebody first asks. */
  String traceId() {
    String id = traceId;
    if (id == null) {
      id = generatedId().toString();
      traceId = id;
    }
    return id;
  }

  @Override
  public boolean isOpen() {
    return !closed && !route.ignored();
  }

  @Override
  public SqlRecording sql(Supplier<? extends SqlRecording> factory) {
    SqlRecording known = (SqlRecording) SQL.getAcquire(this);
    if (known != null) {
      return known;
    }
    SqlRecording made = factory.get();
    return SQL.compareAndSet(this, null, made) ? made : (SqlRecording) SQL.getAcquire(this);
  }

  boolean isKeptBy(Sampler sampler) {
    String id = traceId;
    return id == null ? sampler.keeps(generatedId()) : sampler.keeps(id);
  }

  private UUID generatedId() {
    return EventIds.version4(random, spanId ^ startedNanos);
  }

  /** Ends the recording; {@code true} for the first who does. */
  boolean close(long nowNanos, Ending how) {
    if (!CLOSED.compareAndSet(this, false, true)) {
      return false;
    }
    latencyNanos = Math.max(0, nowNanos - startedNanos);
    ending = how;
    nativeRequest = null;
    return true;
  }

  @Override
  public RequestEvent toEvent() {
    int code = seenStatus();
    return new RequestEvent(
        EventType.REQUEST,
        EventIds.version7(startedAtMillis, random, spanId ^ random),
        Instant.ofEpochMilli(startedAtMillis),
        traceId(),
        spanId,
        parentSpanId,
        frontendRoute,
        route.method().isEmpty() ? HttpMethods.named(method) : method,
        route.path(),
        route.handler(),
        code,
        outcome(code),
        latencyNanos,
        exceptionName,
        sql == null ? null : sql.usage(),
        attributes());
  }

  @Override
  public long endedAt() {
    return startedNanos + latencyNanos;
  }

  private Map<String, Object> attributes() {
    Map<String, Object> own = ending == Ending.CLIENT_LEFT ? DISCONNECTED : Map.of();
    Map<String, Object> ofSql = sql == null ? Map.of() : sql.attributes();
    if (own.isEmpty() || ofSql.isEmpty()) {
      return ofSql.isEmpty() ? own : ofSql;
    }
    Map<String, Object> all = new HashMap<>(ofSql);
    all.putAll(own);
    return all;
  }

  private int seenStatus() {
    if (statusCode != NO_STATUS) {
      return statusCode;
    }
    return ending == Ending.CLIENT_LEFT ? RequestEvent.CLIENT_CLOSED : NO_ANSWER;
  }

  private EventStatus outcome(int code) {
    return switch (ending) {
      case ANSWERED -> EventStatus.ofHttpStatus(code);
      case CLIENT_LEFT -> code < FIRST_ERROR ? EventStatus.WARNING : EventStatus.ofHttpStatus(code);
      case BROKEN_OFF -> EventStatus.FAILED;
    };
  }
}
