package io.routeflow.micronaut.policy.masking;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A strict check of UTF-8 that decodes nothing. The parser of JSON takes overlong forms and encoded
 * surrogates, which a receiver of the event may refuse together with the whole batch.
 */
final class Utf8 {

  /** What {@link #validEnd} answers for bytes that are not UTF-8. */
  static final int INVALID = -1;

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long BLANKS = 0x2020202020202020L;

  private Utf8() {}

  /**
   * Where the last whole character ends: the given end, or up to three bytes before it where the
   * bytes were cut within a character; {@link #INVALID} if they are not UTF-8.
   */
  static int validEnd(byte[] bytes, int end) {
    int i = 0;
    while (i < end) {
      if (i + Long.BYTES <= end && ((long) EIGHT_BYTES.get(bytes, i) & HIGH_BITS) == 0) {
        i += Long.BYTES;
      } else if (bytes[i] >= 0) {
        i++;
      } else {
        int next = characterEnd(bytes, i, end);
        if (next <= i) {
          return next == i ? i : INVALID;
        }
        i = next;
      }
    }
    return i;
  }

  /** The index of the next control character, the end if there is none; for UTF-8 only. */
  static int nextControl(byte[] bytes, int start, int end) {
    int i = start;
    while (i < end) {
      if (i + Long.BYTES <= end && !holdsControl((long) EIGHT_BYTES.get(bytes, i))) {
        i += Long.BYTES;
      } else if (bytes[i] < 0 || bytes[i] >= ' ') {
        i++;
      } else {
        return i;
      }
    }
    return end;
  }

  /** Subtracting a blank from each byte borrows where one is smaller, and may only then. */
  private static boolean holdsControl(long bytes) {
    return ((bytes - BLANKS) & ~bytes & HIGH_BITS) != 0;
  }

  /** After a character of two or more bytes; the same index if it is cut, or {@link #INVALID}. */
  private static int characterEnd(byte[] bytes, int start, int end) {
    int first = bytes[start] & 0xff;
    int length = first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4;
    if (first < 0xc2 || first > 0xf4) {
      return INVALID;
    }
    for (int i = 1; i < length; i++) {
      if (start + i == end) {
        return start;
      }
      int next = bytes[start + i] & 0xff;
      if (next < 0x80 || next > 0xbf || (i == 1 && !canFollow(first, next))) {
        return INVALID;
      }
    }
    return start + length;
  }

  /** No overlong form, no surrogate, nothing beyond U+10FFFF (RFC 3629, 4). */
  private static boolean canFollow(int first, int second) {
    return switch (first) {
      case 0xe0 -> second >= 0xa0;
      case 0xed -> second <= 0x9f;
      case 0xf0 -> second >= 0x90;
      case 0xf4 -> second <= 0x8f;
      default -> true;
    };
  }
}
