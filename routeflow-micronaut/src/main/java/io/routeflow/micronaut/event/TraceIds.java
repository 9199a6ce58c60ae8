package io.routeflow.micronaut.event;

import io.micronaut.core.annotation.Internal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/** Trace ids as W3C Trace Context and OpenTelemetry want them. */
@Internal
public final class TraceIds {

  /** How many digits such an id has. */
  public static final int LENGTH = 32;

  private static final int UUID_LENGTH = 36;
  private static final int BYTES = 16;

  private TraceIds() {}

  /**
   * An event's trace id as 32 lower-case hexadecimal digits: a UUID loses its dashes; of what is
   * not 32 such digits either, the first 16 bytes of its SHA-256. The same id gives the same digits
   * in every process.
   */
  public static String w3c(String traceId) {
    byte[] digits = new byte[LENGTH];
    write(traceId, digits, 0);
    return new String(digits, StandardCharsets.ISO_8859_1);
  }

  /** Writes what {@link #w3c} returns into ASCII text. */
  public static void write(String traceId, byte[] text, int offset) {
    if (!writeDigits(traceId, text, offset)) {
      byte[] hash = hash(traceId);
      for (int i = 0; i < BYTES; i++) {
        text[offset + 2 * i] = digit(hash[i] >> 4);
        text[offset + 2 * i + 1] = digit(hash[i]);
      }
    }
  }

  /** Whether the digits are an id; what else is written has no meaning. */
  private static boolean writeDigits(String traceId, byte[] text, int offset) {
    int length = traceId.length();
    if (length != LENGTH && length != UUID_LENGTH) {
      return false;
    }
    int written = 0;
    boolean zero = true;
    for (int i = 0; i < length; i++) {
      char c = traceId.charAt(i);
      if (length == UUID_LENGTH && (i == 8 || i == 13 || i == 18 || i == 23)) {
        if (c != '-') {
          return false;
        }
      } else if (!HexFormat.isHexDigit(c)) {
        return false;
      } else {
        zero &= c == '0';
        text[offset + written++] = (byte) Character.toLowerCase(c);
      }
    }
    return !zero;
  }

  private static byte digit(int value) {
    return (byte) Character.forDigit(value & 0xf, 16);
  }

  private static byte[] hash(String traceId) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(traceId.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(hash, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
