package io.routeflow.micronaut.event;

import io.micronaut.core.annotation.Internal;
import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Numbers of the JDK that do not change and that JSON has a form for. A number is as long as one of
 * a {@code double} can be, since a receiver may make one of it or write its zeros out; a longer one
 * is a text. Pure.
 */
@Internal
public final class PlainNumber {

  /** Of the largest whole number that a {@code double} can come near to. */
  private static final int MAX_BITS = 1_023;

  /** The largest power of ten that a {@code double} can come near to. */
  private static final int MAX_EXPONENT = 307;

  /** Digits after the decimal point. */
  private static final int MAX_SCALE = 1_024;

  /** The longest text of a number of another kind that is kept as a number. */
  private static final int MAX_OTHER = 64;

  private PlainNumber() {}

  /**
   * The number as it is now: itself, a copy where it is of another class, or the beginning of its
   * text where it is too long or JSON has no form for it, such as {@code NaN}.
   */
  public static Object of(Number number) {
    if (isPlain(number)) {
      return number;
    }
    String text = PlainText.of(number);
    if (text.length() > MAX_OTHER) {
      return text;
    }
    try {
      BigDecimal copy = new BigDecimal(text);
      return isShort(copy) ? copy : text;
    } catch (NumberFormatException e) {
      return text;
    }
  }

  static boolean isPlain(Object value) {
    return value instanceof Integer
        || value instanceof Long
        || value instanceof Short
        || value instanceof Byte
        || (value instanceof Double number && Double.isFinite(number))
        || (value instanceof Float real && Float.isFinite(real))
        || (value.getClass() == BigDecimal.class && isShort((BigDecimal) value))
        || (value.getClass() == BigInteger.class && ((BigInteger) value).bitLength() <= MAX_BITS);
  }

  private static boolean isShort(BigDecimal number) {
    return number.unscaledValue().bitLength() <= MAX_BITS
        && number.scale() <= MAX_SCALE
        && (long) number.precision() - number.scale() - 1 <= MAX_EXPONENT;
  }
}
