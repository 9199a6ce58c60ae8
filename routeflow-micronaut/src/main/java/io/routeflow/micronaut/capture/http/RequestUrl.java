package io.routeflow.micronaut.capture.http;

import org.jspecify.annotations.Nullable;

/** The address of a request, from where it is said: scheme, host, path and query. */
final class RequestUrl {

  private static final int MAX_HOST = 300;
  private static final String HOST_PUNCTUATION = ".-_:[]%";

  private RequestUrl() {}

  /**
   * The address.
   *
   * @param host the header {@code Host} or {@code :authority}; where it is none, only the path is
   *     shown
   * @param target the path with the query, or the whole address
   */
  static String of(String scheme, @Nullable String host, String target) {
    return target.startsWith("/") && host != null && isHost(host)
        ? scheme + "://" + host + target
        : target;
  }

  private static boolean isHost(String host) {
    if (host.isEmpty() || host.length() > MAX_HOST) {
      return false;
    }
    for (int i = 0; i < host.length(); i++) {
      char c = host.charAt(i);
      boolean letterOrDigit =
          (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
      if (!letterOrDigit && HOST_PUNCTUATION.indexOf(c) < 0) {
        return false;
      }
    }
    return true;
  }
}
