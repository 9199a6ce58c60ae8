package io.routeflow.micronaut.policy.masking;

import org.jspecify.annotations.Nullable;

/**
 * A name in a free text as it was meant: {@code user%5Bpassword%5D} as in a query, {@code
 * p\\u0061ssword} as in JSON, or in HTML. What is no escape stays as it is, since a text has no
 * grammar.
 */
final class EscapedName {

  private EscapedName() {}

  /** The range without its escapes; {@code null} where there are none. */
  static @Nullable String decode(String text, int from, int to) {
    StringBuilder decoded = null;
    int copied = from;
    int i = from;
    while (i < to) {
      long escape = Escape.isSign(text.charAt(i)) ? Escape.at(text, i, to) : Escape.NONE;
      if (escape == Escape.NONE) {
        i++;
        continue;
      }
      decoded = decoded == null ? new StringBuilder(to - from) : decoded;
      decoded.append(text, copied, Escape.start(text, i, copied));
      decoded.append(Escape.character(escape));
      i = Escape.end(escape);
      copied = i;
    }
    return decoded == null ? null : decoded.append(text, copied, to).toString();
  }
}
