package io.routeflow.micronaut.policy.masking;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** Reads what stands between the quotes of a string in JSON, and writes it. */
final class JsonText {

  /** Of an escape that has four digits. */
  static final int UNICODE_LENGTH = 6;

  private static final int HEX = 16;

  private static final byte[] REPLACEMENT = {'\\', 'u', 'f', 'f', 'f', 'd'};

  /** What the second digit of a surrogate says: the halves are from D800 and from DC00. */
  private static final int SECOND_DIGIT = 3;

  private static final int FIRST_HIGH = 0x8;
  private static final int FIRST_LOW = 0xc;

  private JsonText() {}

  /** As JSON has it; half of a surrogate pair, which UTF-8 cannot have, as an escape. */
  static String write(String text) {
    char[] quoted = JsonStringEncoder.getInstance().quoteAsString(text);
    StringBuilder json = new StringBuilder(quoted.length);
    for (int i = 0; i < quoted.length; i++) {
      char c = quoted[i];
      boolean pair = i + 1 < quoted.length && Character.isSurrogatePair(c, quoted[i + 1]);
      if (pair) {
        json.append(c).append(quoted[++i]);
      } else if (Character.isSurrogate(c)) {
        json.append("\\u").append(Integer.toHexString(c));
      } else {
        json.append(c);
      }
    }
    return json.toString();
  }

  /**
   * Replaces each escape of half a surrogate pair by one of U+FFFD, which is as long: RFC 7493
   * (2.1) forbids the other one, and a strict receiver of the event refuses the whole batch for it.
   */
  static void replaceHalves(byte[] json, int length) {
    int i = 0;
    while (i < length) {
      if (json[i] != '\\') {
        i++;
      } else if (!isSurrogate(json, i, length)) {
        i += 2;
      } else if (isHigh(json[i + SECOND_DIGIT])
          && isSurrogate(json, i + UNICODE_LENGTH, length)
          && !isHigh(json[i + UNICODE_LENGTH + SECOND_DIGIT])) {
        i += 2 * UNICODE_LENGTH;
      } else {
        System.arraycopy(REPLACEMENT, 0, json, i, UNICODE_LENGTH);
        i += UNICODE_LENGTH;
      }
    }
  }

  private static boolean isSurrogate(byte[] json, int i, int length) {
    return i + UNICODE_LENGTH <= length
        && json[i] == '\\'
        && json[i + 1] == 'u'
        && (json[i + 2] == 'd' || json[i + 2] == 'D')
        && Character.digit(json[i + SECOND_DIGIT], HEX) >= FIRST_HIGH;
  }

  private static boolean isHigh(byte digit) {
    return Character.digit(digit, HEX) < FIRST_LOW;
  }

  /** The text of a string, without an escape at its end that was cut. */
  static String read(byte[] bytes, int from, int to) {
    String raw = new String(bytes, from, to - from, StandardCharsets.UTF_8);
    if (raw.indexOf('\\') < 0) {
      return raw;
    }
    StringBuilder text = new StringBuilder(raw.length());
    int i = 0;
    while (i < raw.length()) {
      char c = raw.charAt(i);
      if (c != '\\') {
        text.append(c);
        i++;
      } else if (i + 1 < raw.length() && raw.charAt(i + 1) == 'u') {
        if (i + UNICODE_LENGTH > raw.length()) {
          break;
        }
        text.append((char) Integer.parseInt(raw, i + 2, i + UNICODE_LENGTH, HEX));
        i += UNICODE_LENGTH;
      } else if (i + 1 < raw.length()) {
        text.append(unescaped(raw.charAt(i + 1)));
        i += 2;
      } else {
        break;
      }
    }
    return text.toString();
  }

  private static char unescaped(char c) {
    return switch (c) {
      case 'n' -> '\n';
      case 't' -> '\t';
      case 'r' -> '\r';
      case 'b' -> '\b';
      case 'f' -> '\f';
      default -> c;
    };
  }
}
