package io.routeflow.micronaut.event;

import io.micronaut.core.annotation.Internal;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The text of whatever object an application hands over, bounded, and without a failure of the
 * object's own methods: a value that refers to itself, that changes meanwhile or whose {@code
 * toString} throws is no reason to lose what it belongs to. Of maps, collections and arrays no more
 * is read than is kept. Thread-confined.
 */
@Internal
public final class PlainText {

  /** What is kept of one text; those that keep less cut it once it is masked. */
  public static final int MAX_TEXT = 2_048;

  /** Deeper values are left out, which also ends those that contain themselves. */
  private static final int MAX_DEPTH = 8;

  /** Of a longer number not the digits are kept, which take their time. */
  private static final int MAX_BITS = 65_536;

  private static final String MORE = "…";
  private static final String NONE = "null";

  private final StringBuilder text = new StringBuilder();

  /** Of names whose values are left out; {@code null} where that is decided on later. */
  private final @Nullable Predicate<String> hidden;

  private final String replacement;

  private PlainText(@Nullable Predicate<String> hidden, String replacement) {
    this.hidden = hidden;
    this.replacement = replacement;
  }

  /**
   * The beginning of a value's text, which is masked later: then only simple values can be found
   * under their names, so others are left out there.
   */
  public static String of(Object value) {
    return of(value, null, MORE);
  }

  /**
   * The beginning of a value's text.
   *
   * @param hidden the names whose values are not shown
   * @param replacement what stands there instead
   */
  public static String of(Object value, @Nullable Predicate<String> hidden, String replacement) {
    if (value instanceof String string) {
      return cut(string, MAX_TEXT);
    }
    PlainText plain = new PlainText(hidden, replacement);
    try {
      plain.append(value, 0);
    } catch (Throwable e) {
      // what the value's own methods throw, perhaps for lack of stack or memory
      plain.text.append(plain.text.isEmpty() ? value.getClass().getName() : MORE);
    }
    return cut(plain.text, MAX_TEXT);
  }

  /** Whether a text was perhaps longer than what {@link #of} has made of it. */
  public static boolean isCut(String text) {
    return text.length() >= MAX_TEXT - 1;
  }

  /** The beginning of a text; a surrogate pair is not divided, and half of one is replaced. */
  public static String cut(CharSequence text, int length) {
    if (text.length() <= length) {
      return WellFormed.text(text.toString());
    }
    int end = Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length;
    return WellFormed.text(text.subSequence(0, end).toString());
  }

  private boolean isFull() {
    return text.length() > MAX_TEXT;
  }

  private void append(@Nullable Object given, int depth) {
    Object value = PrimitiveArray.readable(given);
    if (isNested(value)) {
      if (depth == MAX_DEPTH) {
        text.append(MORE);
      } else {
        appendNested(value, depth);
      }
    } else {
      String scalar = scalar(value);
      if (depth > 0 && !isWord(scalar)) {
        appendQuoted(scalar);
      } else {
        text.append(scalar, 0, Math.min(scalar.length(), MAX_TEXT + 1));
      }
    }
  }

  private static boolean isNested(@Nullable Object value) {
    return value instanceof Map
        || value instanceof Map.Entry
        || value instanceof Collection
        || value instanceof Object[]
        || PrimitiveArray.readable(value) instanceof Collection;
  }

  private void appendNested(@Nullable Object value, int depth) {
    if (value instanceof Map<?, ?> map) {
      appendMap(map, depth);
    } else if (value instanceof Map.Entry<?, ?> entry) {
      appendEntry(entry, depth);
    } else if (value instanceof Object[] array) {
      appendAll(Arrays.asList(array), depth);
    } else if (value instanceof Collection<?> values) {
      appendAll(values, depth);
    }
  }

  private void appendEntry(Map.Entry<?, ?> entry, int depth) {
    int start = text.length();
    append(entry.getKey(), depth + 1);
    boolean hides =
        hidden == null ? isNested(entry.getValue()) : hidden.test(text.substring(start));
    text.append('=');
    if (hides) {
      text.append(replacement);
    } else {
      append(entry.getValue(), depth + 1);
    }
  }

  private void appendMap(Map<?, ?> map, int depth) {
    text.append('{');
    String separator = "";
    for (Map.Entry<?, ?> entry : map.entrySet()) {
      if (isFull()) {
        return;
      }
      text.append(separator);
      appendEntry(entry, depth);
      separator = ", ";
    }
    text.append('}');
  }

  private void appendAll(Collection<?> values, int depth) {
    text.append('[');
    String separator = "";
    for (Object value : values) {
      if (isFull()) {
        return;
      }
      text.append(separator);
      append(value, depth + 1);
      separator = ", ";
    }
    text.append(']');
  }

  /** In quotes, so that it is seen where a value ends of which a part has to be masked. */
  private void appendQuoted(String value) {
    text.append('"');
    for (int i = 0; i < value.length() && !isFull(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (Character.isISOControl(c)) {
        text.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
      } else {
        text.append(c);
      }
    }
    text.append('"');
  }

  private static boolean isWord(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (!Character.isLetterOrDigit(c) && c != '_' && c != '-' && c != '.') {
        return false;
      }
    }
    return true;
  }

  private static String scalar(@Nullable Object value) {
    if (value instanceof CharSequence sequence) {
      return cut(sequence, MAX_TEXT + 1);
    }
    if (value instanceof Number number && bits(number) > MAX_BITS) {
      return number.getClass().getSimpleName() + " of " + bits(number) + " bits";
    }
    return value == null ? NONE : Objects.requireNonNullElse(value.toString(), NONE);
  }

  private static int bits(Number number) {
    if (number.getClass() == BigInteger.class) {
      return ((BigInteger) number).bitLength();
    }
    return number.getClass() == BigDecimal.class
        ? ((BigDecimal) number).unscaledValue().bitLength()
        : 0;
  }
}
