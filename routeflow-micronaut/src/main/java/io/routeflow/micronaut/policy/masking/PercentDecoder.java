package io.routeflow.micronaut.policy.masking;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Decodes names and values of forms and queries strictly: what is not clear is no text at all. */
final class PercentDecoder {

  private static final int HEX = 16;

  private PercentDecoder() {}

  /** The decoded text, null where an escape is broken or the result is not UTF-8. */
  static @Nullable String decode(String encoded) {
    if (encoded.indexOf('%') < 0 && encoded.indexOf('+') < 0) {
      return encoded;
    }
    byte[] bytes = encoded.getBytes(StandardCharsets.UTF_8);
    return decode(bytes, 0, bytes.length);
  }

  /** The decoded text of a range of bytes, null where it is not clear. */
  static @Nullable String decode(byte[] bytes, int from, int to) {
    byte[] decoded = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      byte b = bytes[i];
      if (b == '%') {
        boolean whole = i + 2 < to;
        int high = whole ? digit(bytes[i + 1]) : -1;
        int low = whole ? digit(bytes[i + 2]) : -1;
        if (high < 0 || low < 0) {
          return null;
        }
        b = (byte) (high * HEX + low);
        i += 2;
      } else if (b == '+') {
        b = ' ';
      }
      decoded[length++] = b;
    }
    return Utf8.validEnd(decoded, length) == length
        ? new String(decoded, 0, length, StandardCharsets.UTF_8)
        : null;
  }

  private static int digit(byte b) {
    return b < 0 ? -1 : Character.digit(b, HEX);
  }
}
