package io.routeflow.micronaut.capture.http;

import io.routeflow.micronaut.capture.TraceParent;
import java.util.Locale;

/**
 * The entry of the header {@code Server-Timing} by which a browser learns the trace of a response:
 * {@code traceparent;desc="00-…"}.
 */
final class ServerTiming {

  static final String HEADER = "Server-Timing";

  private static final String METRIC = "traceparent";

  private ServerTiming() {}

  /** The entry that names a trace and the span of the request in it. */
  static String entry(TraceParent parent) {
    return METRIC + ";desc=\"" + parent + '"';
  }

  /** Whether a value of the header has such an entry. */
  static boolean hasEntry(String value) {
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i <= value.length(); i++) {
      char c = i == value.length() ? ',' : value.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (i >= value.length() || (c == ',' && !quoted)) {
        if (isEntry(value.substring(Math.min(start, value.length())))) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean isEntry(String rest) {
    String entry = rest.strip().toLowerCase(Locale.ROOT);
    return entry.startsWith(METRIC)
        && (entry.length() == METRIC.length()
            || " \t;,".indexOf(entry.charAt(METRIC.length())) >= 0);
  }
}
