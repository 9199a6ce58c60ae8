package io.routeflow.micronaut.capture.http;

import io.routeflow.micronaut.event.RequestEvent;
import java.util.Set;

/**
 * The methods of RFC 9110 and RFC 5789. Any other word in a request that no route matched is the
 * sender's invention and would make a new label each time.
 */
final class HttpMethods {

  private static final Set<String> REGISTERED =
      Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH");

  private HttpMethods() {}

  static String named(String method) {
    return REGISTERED.contains(method) ? method : RequestEvent.OTHER_METHOD;
  }
}
