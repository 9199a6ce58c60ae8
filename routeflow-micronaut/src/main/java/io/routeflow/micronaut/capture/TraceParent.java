package io.routeflow.micronaut.capture;

import io.micronaut.core.annotation.Internal;
import io.routeflow.micronaut.event.TraceIds;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The {@code traceparent} header of W3C Trace Context, level 1: {@code version-traceid-parentid-
 * flags}, lower-case hexadecimal, neither id all zeros, version {@code ff} forbidden; a version
 * that is not known yet may be longer.
 *
 * @param traceId 32 hexadecimal digits
 * @param parentId the caller's span id, never 0
 * @param flags those that are defined: {@link #SAMPLED}, and whether the trace id is random
 */
@Internal
public record TraceParent(String traceId, long parentId, int flags) {

  /** The header. */
  public static final String HEADER = "traceparent";

  /** The header of what vendors add. */
  public static final String STATE_HEADER = "tracestate";

  /** The flag of a trace that its sender keeps. */
  public static final int SAMPLED = 1;

  private static final int TRACE_ID_START = 3;
  private static final int TRACE_ID_END = 35;
  private static final int PARENT_ID_START = 36;
  private static final int PARENT_ID_END = 52;
  private static final int FLAGS_START = 53;
  private static final int LENGTH = 55;
  private static final int DEFINED_FLAGS = 3;
  private static final int MAX_LENGTH = 256;

  /** The header's content, or {@code null} where it is not valid. */
  public static @Nullable TraceParent parse(@Nullable String header) {
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
        Long.parseUnsignedLong(header, PARENT_ID_START, PARENT_ID_END, 16),
        Integer.parseInt(header, FLAGS_START, LENGTH, 16) & DEFINED_FLAGS);
  }

  /** The header of a call that this is the parent of. */
  @Override
  public String toString() {
    return header(traceId, parentId, flags);
  }

  /**
   * The header of a call.
   *
   * @param traceId any trace id; what is none of W3C is made one
   * @param parentId the id of the call
   * @param flags those that are defined
   */
  public static String header(String traceId, long parentId, int flags) {
    return header(text(traceId, flags), parentId);
  }

  /** The text of a header but for the id of the call, for {@link #header(byte[], long)}. */
  public static byte[] text(String traceId, int flags) {
    byte[] text = new byte[LENGTH];
    text[0] = '0';
    text[1] = '0';
    text[2] = '-';
    TraceIds.write(traceId, text, TRACE_ID_START);
    text[TRACE_ID_END] = '-';
    text[PARENT_ID_END] = '-';
    text[FLAGS_START] = '0';
    text[FLAGS_START + 1] = (byte) ('0' + flags);
    return text;
  }

  /**
   * The header of a call.
   *
   * @param text of {@link #text}; the id of the call is written into it
   * @param parentId the id of the call
   */
  public static String header(byte[] text, long parentId) {
    for (int i = 0; i < PARENT_ID_END - PARENT_ID_START; i++) {
      int digit = (int) (parentId >>> (4 * i)) & 0xf;
      text[PARENT_ID_END - 1 - i] = (byte) Character.forDigit(digit, 16);
    }
    return new String(text, StandardCharsets.ISO_8859_1);
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
