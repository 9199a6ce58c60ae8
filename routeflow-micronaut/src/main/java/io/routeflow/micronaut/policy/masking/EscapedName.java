package io.routeflow.micronaut.policy.masking;

import org.jspecify.annotations.Nullable;

/**
 * A name in a free text as it was meant: {@code user%5Bpassword%5D} as in a query, {@code
 * p\\u0061ssword} as in JSON. What is no escape stays as it is, since a text has no grammar.
 */
final class EscapedName {

  private static final int HEX = 16;
  private static final int PERCENT_DIGITS = 2;
  private static final int UNICODE_DIGITS = 4;

  private EscapedName() {}

  /** The range without its escapes; {@code null} where there are none. */
  static @Nullable String decode(String text, int from, int to) {
    StringBuilder decoded = null;
    int copied = from;
    for (int i = from; i < to; i++) {
      int digits = digitsAfter(text, i, to);
      if (digits > 0) {
        decoded = decoded == null ? new StringBuilder(to - from) : decoded;
        int end = i + digits + 1;
        int literals = i;
        while (literals > copied && text.charAt(literals - 1) == '\\') {
          literals--;
        }
        decoded.append(text, copied, literals).append((char) number(text, i + 1, end));
        copied = end;
        i = end - 1;
      }
    }
    return decoded == null ? null : decoded.append(text, copied, to).toString();
  }

  /** How many digits of an escape follow, 0 where there is none. */
  private static int digitsAfter(String text, int index, int to) {
    char c = text.charAt(index);
    boolean unicode = c == 'u' && index > 0 && text.charAt(index - 1) == '\\';
    int digits = c == '%' ? PERCENT_DIGITS : unicode ? UNICODE_DIGITS : 0;
    return digits > 0 && index + digits < to && number(text, index + 1, index + 1 + digits) >= 0
        ? digits
        : 0;
  }

  /** The number of hexadecimal digits, -1 where they are none. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) < 128 ? Character.digit(text.charAt(i), HEX) : -1;
      if (digit < 0) {
        return -1;
      }
      number = number * HEX + digit;
    }
    return number;
  }
}
