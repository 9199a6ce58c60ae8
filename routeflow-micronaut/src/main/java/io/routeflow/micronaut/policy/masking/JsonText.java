package io.routeflow.micronaut.policy.masking;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.StandardCharsets;

/** Reads what stands between the quotes of a string in JSON, and writes it. */
final class JsonText {

  /** Of an escape that has four digits. */
  static final int UNICODE_LENGTH = 6;

  private static final int HEX = 16;

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
