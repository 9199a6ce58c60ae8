package io.routeflow.micronaut.capture.http;

import io.micronaut.http.server.exceptions.NotAcceptableException;
import io.micronaut.http.server.exceptions.NotAllowedException;
import io.micronaut.http.server.exceptions.NotFoundException;
import io.micronaut.http.server.exceptions.UnsupportedMediaException;
import io.netty.handler.codec.http.HttpHeaders;
import io.routeflow.micronaut.capture.CapturePolicies;
import io.routeflow.micronaut.capture.OpenScope;
import io.routeflow.micronaut.capture.ScopeStart;
import io.routeflow.micronaut.capture.TraceParent;
import io.routeflow.micronaut.event.EventStatus;
import io.routeflow.micronaut.event.ExceptionEvent;
import io.routeflow.micronaut.event.RequestEvent;
import io.routeflow.micronaut.spi.LocalDetails;
import io.routeflow.micronaut.spi.OpenRequests.OpenRequest;
import io.routeflow.micronaut.spi.RequestObserver;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A request while it is handled. */
final class RequestScope extends OpenScope {

  static final int NO_STATUS = 0;

  /** Stands for the status where the server ended the connection without one. */
  private static final int NO_ANSWER = 500;

  private static final int FIRST_ERROR = 400;

  /** What passes of {@code tracestate}; the standard asks for 512 at least. */
  private static final int MAX_TRACE_STATE = 8192;

  /** How the framework answers what fits no route: exceptions of its own, not the application's. */
  private static final Set<Class<?>> ROUTERS_OWN =
      Set.of(
          NotFoundException.class,
          NotAllowedException.class,
          NotAcceptableException.class,
          UnsupportedMediaException.class);

  private static final Map<String, Object> DISCONNECTED =
      Map.of(RequestEvent.CLIENT_DISCONNECTED, true);

  private final String method;
  private final String frontendRoute;
  private final @Nullable TraceParent inboundTrace;
  private @Nullable String traceState;
  private RouteName route = RouteName.UNMATCHED;
  private boolean matched;
  private @Nullable String exceptionName;
  private @Nullable HttpHeaders headers;
  private String target = "";
  private boolean pathIsLocal;
  private int statusCode;
  private boolean onWire;
  private boolean handled;
  private boolean traceNamed;
  private @Nullable String activeTraceId;
  private Completion completion = Completion.ANSWERED;

  RequestScope(
      ScopeStart start,
      @Nullable String traceId,
      @Nullable TraceParent inboundTrace,
      String method,
      String frontendRoute) {
    super(start, traceId, inboundTrace == null ? 0 : inboundTrace.parentId());
    this.inboundTrace = inboundTrace;
    this.method = method;
    this.frontendRoute = frontendRoute;
  }

  /**
   * Attaches the headers object of the server's own request, until the scope is closed. By that it
   * is known later: where the server puts requests together before it handles them, what it makes
   * is another request with the same headers object.
   */
  void attach(HttpHeaders requestHeaders) {
    headers = requestHeaders;
    onWire = true;
  }

  boolean isOf(HttpHeaders requestHeaders) {
    return headers == requestHeaders;
  }

  /** The framework has asked for it, so it carries the request out. */
  void handled() {
    handled = true;
  }

  boolean isHandled() {
    return handled;
  }

  /** Keeps the path as it was sent, for what needs it where no route matches. */
  void target(String uri) {
    target = uri.substring(0, Math.min(pathEnd(uri), RequestObserver.MAX_TARGET));
  }

  /** Where the path of a request's target ends, which may have a query behind it. */
  static int pathEnd(String target) {
    int end = 0;
    while (end < target.length() && target.charAt(end) != '?' && target.charAt(end) != '#') {
      end++;
    }
    return end;
  }

  /** Lets the console show the path where no route matches. */
  void showPath() {
    pathIsLocal = true;
  }

  /** Whether a {@link WireTap} watches it, which sees the real status and the real end. */
  boolean isOnWire() {
    return onWire;
  }

  void route(RouteName name) {
    route = name;
  }

  /** The framework has matched the request to this route, or to none. */
  void matched(RouteName name) {
    route = name;
    matched = true;
  }

  /**
   * Whether it is known what the framework has matched it to. Until then its route may be one that
   * is ignored.
   */
  boolean isMatched() {
    return matched;
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

  /**
   * Notes the exception that made the response; where no route matched, the router's own is none.
   *
   * @param policies what is kept of it
   * @return the name of its class where it was not noted before, else {@code null}
   */
  @Nullable String exception(Throwable thrown, CapturePolicies policies) {
    if (route.isUnmatched() && ROUTERS_OWN.contains(thrown.getClass())) {
      noException();
      return null;
    }
    String before = exceptionName;
    String name = thrown.getClass().getName();
    exceptionName = name;
    note(thrown, policies);
    return name.equals(before) ? null : name;
  }

  /** The response was made without an exception, or by an exception handler that answers so. */
  void noException() {
    exceptionName = null;
  }

  @Override
  public String frontendRoute() {
    return frontendRoute;
  }

  @Override
  public @Nullable TraceParent inboundTrace() {
    return inboundTrace;
  }

  @Override
  public @Nullable String traceState() {
    return traceState;
  }

  /** Keeps what came with the {@code traceparent}, as long as it can be sent as it is. */
  void traceState(List<String> values) {
    if (!values.isEmpty()) {
      String text = values.size() == 1 ? values.get(0) : String.join(",", values);
      traceState = text.length() <= MAX_TRACE_STATE && isPrintable(text) ? text : null;
    }
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if ((c < ' ' && c != '\t') || c > '~') {
        return false;
      }
    }
    return !text.isBlank();
  }

  /** Keeps the trace that its sender has named by a header. */
  void keepTrace() {
    traceNamed = true;
  }

  /** Puts the request into the trace that the application names, which wins over any header. */
  void nameTrace(String id) {
    traceId(id);
    traceNamed = true;
  }

  /** The trace that the application itself has the request in; the sender's own header wins. */
  void activeTrace(String id) {
    activeTraceId = id;
    if (!traceNamed) {
      traceId(id);
    }
  }

  @Override
  protected @Nullable String callersTraceId() {
    TraceParent caller = inboundTrace;
    return activeTraceId != null || caller == null ? activeTraceId : caller.traceId();
  }

  @Override
  public boolean isOpen() {
    return super.isOpen() && !route.ignored();
  }

  /** Ends the scope; {@code true} for the first call. */
  boolean close(long nowNanos, Completion how) {
    if (!close(nowNanos)) {
      return false;
    }
    completion = how;
    headers = null;
    return true;
  }

  @Override
  public RequestEvent toEvent() {
    int code = seenStatus();
    return new RequestEvent(
        identity(),
        frontendRoute,
        methodName(),
        route.path(),
        route.handler(),
        code,
        statusCode != NO_STATUS,
        outcome(code),
        latencyNanos(),
        parts(exceptionName),
        attributes(completion == Completion.CLIENT_DISCONNECTED ? DISCONNECTED : Map.of()));
  }

  /** The path is kept for observers of all requests as well, who may have it elsewhere. */
  @Override
  public @Nullable LocalDetails localDetails() {
    boolean hasNoRoute = route.method().isEmpty();
    return localDetails(pathIsLocal && hasNoRoute ? target : null, null, exceptionName);
  }

  /** An ignored request has no event that another one could be of. */
  @Override
  public ExceptionEvent.@Nullable Origin origin() {
    return route.ignored()
        ? null
        : new ExceptionEvent.Origin(frontendRoute, methodName(), route.path(), route.handler());
  }

  /** What can be said of it while it lasts. */
  OpenRequest running(long nowNanos) {
    RouteName known = route;
    return new OpenRequest(
        eventId(),
        startedAt(),
        nowNanos - startedNanos(),
        frontendRoute,
        known.method().isEmpty() ? HttpMethods.named(method) : method,
        known.path(),
        known.handler(),
        pathIsLocal && known.method().isEmpty() ? target : null);
  }

  /** Notifies an observer of the request's end. */
  void notifyEnd(RequestObserver observer) {
    String path = route.path();
    if (completion == Completion.ABORTED) {
      boolean sent = statusCode != NO_STATUS;
      observer.requestAborted(path, target, methodName(), seenStatus(), sent, latencyNanos());
    } else if (completion == Completion.CLIENT_DISCONNECTED && statusCode == NO_STATUS) {
      observer.requestUnanswered(path, target, methodName(), latencyNanos());
    } else {
      observer.requestEnded(path, target, methodName(), seenStatus(), latencyNanos());
    }
  }

  /** The method as it was sent, if it is a known one. */
  String knownMethod() {
    return HttpMethods.named(method);
  }

  private String methodName() {
    return route.method().isEmpty() ? HttpMethods.named(method) : method;
  }

  /** The status that the client saw. */
  int seenStatus() {
    if (statusCode != NO_STATUS) {
      return statusCode;
    }
    return completion == Completion.CLIENT_DISCONNECTED ? RequestEvent.CLIENT_CLOSED : NO_ANSWER;
  }

  EventStatus outcome(int code) {
    return switch (completion) {
      case ANSWERED -> EventStatus.ofHttpStatus(code);
      case CLIENT_DISCONNECTED ->
          code < FIRST_ERROR ? EventStatus.WARNING : EventStatus.ofHttpStatus(code);
      case ABORTED -> EventStatus.FAILED;
    };
  }
}
