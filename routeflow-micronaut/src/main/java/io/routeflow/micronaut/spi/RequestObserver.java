package io.routeflow.micronaut.spi;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.RequestEvent;

/**
 * Is notified of each request when it ends, whether it becomes an event or not; ignored requests
 * are left out. Called on the thread that ends the request: it must be fast, must not block, and
 * must not throw.
 */
@Internal
public interface RequestObserver {

  /** So many characters of a target are handed on. */
  int MAX_TARGET = 256;

  /**
   * A request has ended.
   *
   * @param route the route template, or {@code __unmatched__}
   * @param target the path of a request without a route, as sent and without query, cut to {@link
   *     #MAX_TARGET} characters; empty elsewhere
   * @param method the HTTP method
   * @param statusCode the status that the client saw, or that stands for none
   * @param nanos how long it took
   */
  void requestEnded(String route, String target, String method, int statusCode, long nanos);

  /**
   * A request has ended whose client left before it saw a status: in place of {@link
   * #requestEnded}, which an observer gets that does not distinguish it from one that the
   * application has answered with {@link RequestEvent#CLIENT_CLOSED}.
   */
  default void requestUnanswered(String route, String target, String method, long nanos) {
    requestEnded(route, target, method, RequestEvent.CLIENT_CLOSED, nanos);
  }

  /**
   * A request has ended whose response the server broke off, or never began: in place of {@link
   * #requestEnded}, which an observer gets that does not distinguish them.
   *
   * @param statusSent whether the status is that of a head that was sent; else it stands for none
   */
  default void requestAborted(
      String route, String target, String method, int statusCode, boolean statusSent, long nanos) {
    requestEnded(route, target, method, statusCode, nanos);
  }
}
