package io.routeflow.micronaut.event;

import io.micronaut.core.annotation.Internal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Text as Unicode has it. In Java a string may hold half of a surrogate pair, as where a client has
 * sent the escape of one, or where code cut a text in the middle of a character. UTF-8 cannot, and
 * RFC 7493 (2.1) forbids the escape too: a strict receiver refuses the whole batch for it. So such
 * a half becomes what decoders make of it, U+FFFD.
 *
 * <p>Other texts stay what they are: they are looked through once.
 */
@Internal
public final class WellFormed {

  private static final char REPLACEMENT = '\ufffd';

  private WellFormed() {}

  /** The same text where it is well-formed. */
  public static String text(String text) {
    int half = nextHalf(text, 0);
    if (half < 0) {
      return text;
    }
    StringBuilder whole = new StringBuilder(text);
    while (half >= 0) {
      whole.setCharAt(half, REPLACEMENT);
      half = nextHalf(text, half + 1);
    }
    return whole.toString();
  }

  /** The same where there may be none. */
  static @Nullable String orNull(@Nullable String text) {
    return text == null ? null : text(text);
  }

  static boolean is(String text) {
    return nextHalf(text, 0) < 0;
  }

  /** What a header has: its text or, where it came several times, a list of them. */
  static Object header(Object value) {
    if (value instanceof String text) {
      return text(text);
    }
    if (value instanceof List<?> values) {
      List<Object> texts = new ArrayList<>(values.size());
      values.forEach(one -> texts.add(one instanceof String text ? text(text) : one));
      return texts;
    }
    return value;
  }

  private static int nextHalf(String text, int from) {
    for (int i = from; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i))) {
        if (i + 1 == text.length()
            || !Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }
}
