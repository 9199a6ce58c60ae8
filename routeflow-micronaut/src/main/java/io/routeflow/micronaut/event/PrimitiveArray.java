package io.routeflow.micronaut.event;

import io.micronaut.core.annotation.Internal;
import java.util.AbstractList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An array of primitives seen as a list, without a copy and without reflection: its own text is the
 * identity of an object. As thread-safe as the array.
 */
@Internal
public final class PrimitiveArray extends AbstractList<Object> {

  private final int length;
  private final IntFunction<Object> elements;

  private PrimitiveArray(int length, IntFunction<Object> elements) {
    this.length = length;
    this.elements = elements;
  }

  /** The elements of such an array; {@code null} where the value is none. */
  public static @Nullable List<Object> asList(@Nullable Object value) {
    if (value instanceof int[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    if (value instanceof long[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    if (value instanceof double[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    if (value instanceof byte[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    return lessUsual(value);
  }

  private static @Nullable List<Object> lessUsual(@Nullable Object value) {
    if (value instanceof boolean[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    if (value instanceof char[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    if (value instanceof float[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    if (value instanceof short[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    return null;
  }

  @Override
  public Object get(int index) {
    return elements.apply(index);
  }

  @Override
  public int size() {
    return length;
  }
}
