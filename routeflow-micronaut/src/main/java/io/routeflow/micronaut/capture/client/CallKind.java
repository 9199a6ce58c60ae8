package io.routeflow.micronaut.capture.client;

import org.jspecify.annotations.Nullable;

/**
 * What calls are grouped by.
 *
 * @param target host and port
 * @param method the HTTP method
 * @param pathTemplate the template of the path, where it is recorded
 * @param serviceId the service that the client is named by
 */
record CallKind(
    CallTarget target, String method, @Nullable String pathTemplate, @Nullable String serviceId) {

  private static final int MAX_METHOD = 32;
  private static final int MAX_TEXT = 256;
  private static final String OTHER_METHOD = "OTHER";

  /** What is odd in a method's name is not kept. */
  static String method(String name) {
    if (name.isEmpty() || name.length() > MAX_METHOD) {
      return OTHER_METHOD;
    }
    for (int i = 0; i < name.length(); i++) {
      if (name.charAt(i) <= ' ' || name.charAt(i) > '~') {
        return OTHER_METHOD;
      }
    }
    return name;
  }

  /** The id of a service; an address, which stands in its place for some clients, is none. */
  static @Nullable String serviceId(@Nullable Object attribute) {
    return !(attribute instanceof String id)
            || id.isEmpty()
            || id.length() > MAX_TEXT
            || id.indexOf('/') >= 0
            || id.indexOf(':') >= 0
        ? null
        : id;
  }

  /** The same of no service. */
  CallKind withoutService() {
    return new CallKind(target, method, pathTemplate, null);
  }
}
