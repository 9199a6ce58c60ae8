package io.routeflow.micronaut.event;

import io.micronaut.core.annotation.Internal;
import java.math.BigDecimal;
import java.math.BigInteger;

/** Numbers of the JDK that do not change and that JSON has a form for. Pure. */
@Internal
public final class PlainNumber {

  private PlainNumber() {}

  /**
   * The number as it is now: itself, a copy where it is of another class, or its text where JSON
   * has no form for it, such as {@code NaN}.
   */
  public static Object of(Number number) {
    if (isPlain(number)) {
      return number;
    }
    String text = number.toString();
    try {
      return new BigDecimal(text);
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
        || value.getClass() == BigDecimal.class
        || value.getClass() == BigInteger.class;
  }
}
