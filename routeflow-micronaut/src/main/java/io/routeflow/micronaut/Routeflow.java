package io.routeflow.micronaut;

import io.micronaut.http.HttpRequest;
import io.routeflow.micronaut.event.EventType;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * The module as an application sees it: inject it to capture what is no request, to add to the
 * event of the work at hand, to read the statistics or to flush on demand.
 *
 * <p>Safe for use by many threads. What captures or adds never throws and never waits. There is no
 * such bean where {@code routeflow.enabled} is false, so inject it as {@code @Nullable} or {@code
 * Optional} where that may be.
 *
 * @since 0.1.0
 */
public interface Routeflow {

  /** What has been counted until now; cheap enough for a dashboard, not meant for every request. */
  RouteflowStats stats();

  /**
   * Delivers what is waiting, and waits for the outcome. Do not call it on an event loop thread.
   *
   * @param timeout how long to wait at most; negative and {@code null} count as zero
   * @return {@code true} if everything that was waiting at the time of the call has been delivered,
   *     dropped for a reason, or is on disk for later where there is a spool; {@code false} if the
   *     time ran out, some of it is kept in memory for a later attempt, or the thread was
   *     interrupted (its interrupt flag is set again). On the module's own threads, on which hooks
   *     and exporters are called, it does not wait, and is {@code false} where something waits
   */
  boolean flush(@Nullable Duration timeout);

  /**
   * Captures an event of the application's own. In a request or another piece of work it belongs to
   * that one's trace.
   *
   * @param event what happened
   */
  void captureEvent(CapturedEvent event);

  /**
   * Captures an exception as an event of its own, tied to the request or scope that it happened in.
   *
   * @param exception what was thrown
   */
  default void captureException(Throwable exception) {
    captureException(exception, null);
  }

  /**
   * Captures an exception as an event of its own, with a name, attributes and payloads.
   *
   * @param exception what was thrown
   * @param details what the event says beside it; its type, status and latency have no effect
   */
  void captureException(Throwable exception, @Nullable CapturedEvent details);

  /**
   * Captures an exception as an event of its own, tied to a request, from whatever thread.
   *
   * @param request the request in which it happened
   * @param exception what was thrown
   */
  void reportError(HttpRequest<?> request, Throwable exception);

  /**
   * Adds a breadcrumb to the innermost open request or scope. Outside of any it is kept in a
   * bounded buffer of the process, for the next event that is no request.
   *
   * @param message what happened
   */
  default void addBreadcrumb(String message) {
    addBreadcrumb(Breadcrumb.of(message));
  }

  /**
   * Adds a breadcrumb to the innermost open request or scope. Outside of any it is kept in a
   * bounded buffer of the process, for the next event that is no request.
   *
   * @param breadcrumb what happened
   */
  void addBreadcrumb(Breadcrumb breadcrumb);

  /**
   * Sets an attribute on the event of the innermost open request or scope; 32 at most.
   *
   * @param name 1 to 64 characters; names that begin with {@code routeflow.} are refused
   * @param value text of at most 256 characters, number or boolean; of anything else its text is
   *     kept; {@code null} is left out
   */
  void attribute(String name, @Nullable Object value);

  /** Lets no sampling drop the event of the innermost open request or scope. */
  void keep();

  /**
   * Opens a scope by hand: one event at its close.
   *
   * @param type what kind of work it is; a request or an exception counts as custom
   * @param name the name of the event
   * @return the scope, to be closed on the same thread
   */
  RouteflowScope openScope(EventType type, String name);

  /**
   * A client of {@code java.net.http} whose calls are recorded in the innermost open request or
   * scope, and carry its trace, like those of Micronaut's own clients. Where outgoing calls are not
   * recorded it is the client itself.
   *
   * @param client what sends
   * @return as thread-safe as the client; closing it closes the client
   */
  HttpClient observe(HttpClient client);

  /**
   * Does something that is one call to another host, and records it in the innermost open request
   * or scope.
   *
   * @param method the method, such as {@code GET}
   * @param host name, perhaps with a port; nothing else of it is kept
   * @param template the template of the path, or {@code null}; recorded as it is, so it must not
   *     hold values
   * @param call what is done; called once
   * @return what it returns
   * @throws Exception what it throws
   */
  <T extends @Nullable Object> T observeCall(
      String method, String host, @Nullable String template, Callable<T> call) throws Exception;
}
