package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.Breadcrumb;
import io.routeflow.micronaut.capture.payload.CapturedExchange;
import io.routeflow.micronaut.event.AuthDetails;
import io.routeflow.micronaut.event.EventParts;
import io.routeflow.micronaut.event.ExceptionDetails;
import io.routeflow.micronaut.event.OutgoingCalls;
import io.routeflow.micronaut.event.Payload;
import io.routeflow.micronaut.policy.BreadcrumbPolicy;
import io.routeflow.micronaut.spi.LocalDetails;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What is added to a scope while it lasts, beside its SQL: attributes and breadcrumbs of the
 * application, outgoing calls, the exception, payloads. Most scopes have none of it, so that it is
 * an object of its own.
 *
 * <p>Thread-safe: each method holds a lock for a few instructions.
 */
@Internal
public final class ScopeNotes {

  /** Attributes that an application may set on one event. */
  public static final int MAX_ATTRIBUTES = 32;

  /** Attribute: how many exceptions were reported by hand while the event was open. */
  public static final String REPORTED_ERRORS = "routeflow.reported_errors";

  /** An entry of the map with its name, without the value's text. */
  private static final int ATTRIBUTE_BYTES = 160;

  private final Map<String, Object> attributes = new LinkedHashMap<>();
  private final Deque<Breadcrumb> breadcrumbs = new ArrayDeque<>();
  private @Nullable BreadcrumbPolicy breadcrumbPolicy;
  private @Nullable ExceptionDetails exception;
  private @Nullable ExceptionDetails localException;
  private @Nullable CallRecording calls;
  private @Nullable Payload request;
  private @Nullable Payload response;
  private @Nullable AuthDetails auth;
  private @Nullable CapturedExchange exchange;
  private int reportedErrors;
  private long thrownAt;
  private boolean toBeKept;

  ScopeNotes() {}

  /**
   * Sets an attribute.
   *
   * @return {@code false} where there are too many
   */
  public synchronized boolean attribute(String name, Object value) {
    if (attributes.size() >= MAX_ATTRIBUTES && !attributes.containsKey(name)) {
      return false;
    }
    attributes.put(name, value);
    return true;
  }

  /** Adds a breadcrumb; beyond the limit the oldest goes. It is masked when the event is made. */
  public synchronized void breadcrumb(Breadcrumb breadcrumb, BreadcrumbPolicy policy) {
    breadcrumbPolicy = policy;
    while (breadcrumbs.size() >= policy.max() && !breadcrumbs.isEmpty()) {
      breadcrumbs.removeFirst();
    }
    if (policy.max() > 0) {
      breadcrumbs.addLast(breadcrumb);
    }
  }

  /** Puts breadcrumbs in front of those that are there, the latest of them first. */
  public synchronized void earlier(List<Breadcrumb> earlier, BreadcrumbPolicy policy) {
    breadcrumbPolicy = policy;
    for (int i = earlier.size() - 1; i >= 0 && breadcrumbs.size() < policy.max(); i--) {
      breadcrumbs.addFirst(earlier.get(i));
    }
  }

  /** The breadcrumbs until now as they were added, oldest first. */
  public synchronized List<Breadcrumb> rawBreadcrumbs() {
    return List.copyOf(breadcrumbs);
  }

  /** The breadcrumbs as they may leave the process. */
  List<Breadcrumb> breadcrumbs() {
    List<Breadcrumb> raw = rawBreadcrumbs();
    BreadcrumbPolicy policy;
    synchronized (this) {
      policy = breadcrumbPolicy;
    }
    return policy == null ? List.of() : policy.masked(raw);
  }

  /** Notes the exception that failed the work. */
  public synchronized void exception(ExceptionDetails details) {
    exception = details;
    thrownAt = System.nanoTime();
  }

  synchronized @Nullable ExceptionDetails exception() {
    return exception;
  }

  /** Notes what only the console of this process may show of the exception. */
  public synchronized void localException(ExceptionDetails details) {
    localException = details;
    thrownAt = System.nanoTime();
  }

  synchronized @Nullable ExceptionDetails localException() {
    return localException;
  }

  /** When the exception was noted, counted from the start of the scope. */
  synchronized long thrownNanos(long startedNanos) {
    return exception == null && localException == null
        ? LocalDetails.UNKNOWN
        : Math.max(0, thrownAt - startedNanos);
  }

  /**
   * The recording of outgoing calls, made with the first one.
   *
   * @param type its class
   * @param factory makes it
   */
  public synchronized <T extends CallRecording> T calls(Class<T> type, Supplier<T> factory) {
    CallRecording known = calls;
    if (type.isInstance(known)) {
      return type.cast(known);
    }
    T made = factory.get();
    calls = made;
    return made;
  }

  @Nullable OutgoingCalls calls() {
    CallRecording known;
    synchronized (this) {
      known = calls;
    }
    return known == null ? null : known.calls();
  }

  /** It becomes no event: what is held of bodies is given back. */
  void discard() {
    CallRecording known;
    CapturedExchange passed;
    synchronized (this) {
      known = calls;
      passed = exchange;
    }
    if (known != null) {
      known.discard();
    }
    if (passed != null) {
      passed.release();
    }
  }

  /** Notes the captured request. */
  public synchronized void request(Payload payload) {
    request = payload;
  }

  synchronized @Nullable Payload request() {
    return request;
  }

  /** Notes the captured response. */
  public synchronized void response(Payload payload) {
    response = payload;
  }

  synchronized @Nullable Payload response() {
    return response;
  }

  /** Notes what passes by of request and response; it is masked when the event is made. */
  public synchronized void exchange(CapturedExchange passing) {
    exchange = passing;
  }

  /** What passes by of request and response, or {@code null}. */
  public synchronized @Nullable CapturedExchange exchange() {
    return exchange;
  }

  /** Makes payloads of what has passed by, and gives its memory back. */
  void settleExchange() {
    CapturedExchange passed = exchange();
    if (passed == null) {
      return;
    }
    try {
      Payload ofRequest = passed.request();
      Payload ofResponse = passed.response();
      synchronized (this) {
        exchange = null;
        request = ofRequest;
        response = ofResponse;
      }
    } finally {
      passed.release();
    }
  }

  /** Notes how the caller authenticated. */
  public synchronized void auth(AuthDetails details) {
    auth = details;
  }

  synchronized @Nullable AuthDetails auth() {
    return auth;
  }

  /** Counts an exception that was reported by hand. */
  public synchronized void errorReported() {
    reportedErrors++;
  }

  /** Lets no sampling drop the event. */
  public synchronized void keep() {
    toBeKept = true;
  }

  synchronized boolean isToBeKept() {
    return toBeKept;
  }

  /** An estimate of the heap that all of it keeps, in bytes. */
  long variableBytes() {
    synchronized (this) {
      long bytes = calls == null ? 0 : calls.variableBytes();
      bytes +=
          new EventParts(null, null, rawBreadcrumbs(), exception, request, response, auth)
              .variableBytes();
      bytes += exchange == null ? 0 : exchange.variableBytes();
      bytes += localException == null ? 0 : EventParts.of(null, localException).variableBytes();
      for (Object value : attributes.values()) {
        bytes += ATTRIBUTE_BYTES + (value instanceof String text ? text.length() : 0);
      }
      return bytes;
    }
  }

  synchronized Map<String, Object> attributes() {
    if (reportedErrors == 0) {
      return attributes.isEmpty() ? Map.of() : new LinkedHashMap<>(attributes);
    }
    Map<String, Object> all = new LinkedHashMap<>(attributes);
    all.put(REPORTED_ERRORS, reportedErrors);
    return all;
  }
}
