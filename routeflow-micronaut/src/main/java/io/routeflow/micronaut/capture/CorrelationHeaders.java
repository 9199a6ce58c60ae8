package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.RequestEvent;
import org.jspecify.annotations.Nullable;

/**
 * What may be believed of the two headers by which a frontend names itself. They are whatever the
 * sender likes to write, so a value passes only if it has the expected shape; nothing else of it is
 * kept.
 */
@Internal
public final class CorrelationHeaders {

  /** Names the trace. */
  public static final String TRACE_ID = "x-routeflow-trace-id";

  /** Names the page. */
  public static final String FRONTEND_ROUTE = "x-routeflow-frontend-route";

  private static final int MIN_TRACE_ID = 8;
  private static final int MAX_TRACE_ID = 64;
  private static final int MAX_FRONTEND_ROUTE = 256;

  private CorrelationHeaders() {}

  /** The trace id, if the header has 8 to 64 characters of {@code [A-Za-z0-9_.-]}. */
  public static @Nullable String traceId(@Nullable String header) {
    if (header == null || header.length() < MIN_TRACE_ID || header.length() > MAX_TRACE_ID) {
      return null;
    }
    for (int i = 0; i < header.length(); i++) {
      if (!isTraceIdCharacter(header.charAt(i))) {
        return null;
      }
    }
    return header;
  }

  /** The path part of the header, if it is a printable one, else the word for an unknown route. */
  public static String frontendRoute(@Nullable String header) {
    if (header == null || header.isEmpty() || header.charAt(0) != '/') {
      return RequestEvent.UNKNOWN_ROUTE;
    }
    for (int i = 0; i < header.length(); i++) {
      char c = header.charAt(i);
      if (c == '?' || c == '#') {
        return header.substring(0, i);
      }
      if (c < ' ' || c > '~' || i == MAX_FRONTEND_ROUTE) {
        return RequestEvent.UNKNOWN_ROUTE;
      }
    }
    return header;
  }

  private static boolean isTraceIdCharacter(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.'
        || c == '-';
  }
}
