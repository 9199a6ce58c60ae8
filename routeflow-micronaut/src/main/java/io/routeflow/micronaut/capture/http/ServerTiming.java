package io.routeflow.micronaut.capture.http;

import io.routeflow.micronaut.capture.TraceParent;
import io.routeflow.micronaut.spi.SqlRecording;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/**
 * The entries of the header {@code Server-Timing} by which a browser learns the trace of a
 * response, and what the request took until its head was written: {@code traceparent;desc="00-…"},
 * {@code total;dur=12.4} and {@code sql;desc="51";dur=5.1}.
 */
final class ServerTiming {

  static final String HEADER = "Server-Timing";

  static final String TRACE = "traceparent";
  static final String TOTAL = "total";
  static final String SQL = "sql";

  private static final int MICROS_DIGITS = 3;

  private ServerTiming() {}

  /** The entry that names a trace and the span of the request in it. */
  static String trace(TraceParent parent) {
    return TRACE + ";desc=\"" + parent + '"';
  }

  /** The entry that says how long a request has lasted until now. */
  static String total(long nanos) {
    return TOTAL + ";dur=" + millis(nanos);
  }

  /**
   * The entry that says how many statements it ran until now, which browsers show in place of its
   * name, and what they took.
   */
  static String sql(SqlRecording.Totals totals) {
    return SQL + ";desc=\"" + totals.count() + "\";dur=" + millis(totals.nanos());
  }

  private static String millis(long nanos) {
    long micros = TimeUnit.NANOSECONDS.toMicros(Math.max(0, nanos));
    return BigDecimal.valueOf(micros, MICROS_DIGITS).toPlainString();
  }

  /** Whether a value of the header has an entry of that name. */
  static boolean hasEntry(String value, String metric) {
    int start = 0;
    boolean quoted = false;
    for (int i = 0; i <= value.length(); i++) {
      char c = i == value.length() ? ',' : value.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (i >= value.length() || (c == ',' && !quoted)) {
        if (isEntry(value.substring(Math.min(start, value.length())), metric)) {
          return true;
        }
        start = i + 1;
      }
    }
    return false;
  }

  private static boolean isEntry(String rest, String metric) {
    String entry = rest.strip().toLowerCase(Locale.ROOT);
    return entry.startsWith(metric)
        && (entry.length() == metric.length()
            || " \t;,".indexOf(entry.charAt(metric.length())) >= 0);
  }
}
