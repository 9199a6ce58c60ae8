package io.routeflow.micronaut.capture;

import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header of W3C Trace Context, level 1: {@code version-traceid-parentid-
 * flags}, lower-case hexadecimal, neither id all zeros, version {@code ff} forbidden; a version
 * that is not known yet may be longer.
 *
 * @param traceId 32 hexadecimal digits
 * @param parentId the caller's span id, never 0
 */
record TraceParent(String traceId, long parentId) {

  static final String HEADER = "traceparent";

  private static final int TRACE_ID_START = 3;
  private static final int TRACE_ID_END = 35;
  private static final int PARENT_ID_START = 36;
  private static final int PARENT_ID_END = 52;
  private static final int LENGTH = 55;
  private static final int MAX_LENGTH = 256;

  /** The header's content, or {@code null} where it is not valid. */
  static @Nullable TraceParent parse(@Nullable String header) {
    if (header == null
        || header.length() < LENGTH
        || header.length() > MAX_LENGTH
        || !hasShape(header)) {
      return null;
    }
    if (isZero(header, TRACE_ID_START, TRACE_ID_END)
        || isZero(header, PARENT_ID_START, PARENT_ID_END)) {
      return null;
    }
    return new TraceParent(
        header.substring(TRACE_ID_START, TRACE_ID_END),
        Long.parseUnsignedLong(header, PARENT_ID_START, PARENT_ID_END, 16));
  }

  private static boolean hasShape(String header) {
    for (int i = 0; i < LENGTH; i++) {
      boolean dash = i == 2 || i == TRACE_ID_END || i == PARENT_ID_END;
      if (dash ? header.charAt(i) != '-' : !isLowerHex(header.charAt(i))) {
        return false;
      }
    }
    boolean version00 = header.startsWith("00");
    boolean lengthFits = header.length() == LENGTH || (!version00 && header.charAt(LENGTH) == '-');
    return lengthFits && !header.startsWith("ff");
  }

  private static boolean isZero(String header, int start, int end) {
    for (int i = start; i < end; i++) {
      if (header.charAt(i) != '0') {
        return false;
      }
    }
    return true;
  }

  private static boolean isLowerHex(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f');
  }
}
