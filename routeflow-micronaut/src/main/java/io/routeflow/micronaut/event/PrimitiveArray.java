package io.routeflow.micronaut.event;

import io.micronaut.core.annotation.Internal;
import java.util.AbstractList;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * An array of primitives as what it says, without reflection: its own text is the identity of an
 * object. Numbers and flags are seen as a list, without a copy. Characters are a text, and bytes,
 * which may be one, are their number only: element by element nothing in them could be masked. As
 * thread-safe as the array.
 */
@Internal
public final class PrimitiveArray extends AbstractList<Object> {

  private final int length;
  private final IntFunction<Object> elements;

  private PrimitiveArray(int length, IntFunction<Object> elements) {
    this.length = length;
    this.elements = elements;
  }

  /** What is to be written instead of such an array; any other value as it is. */
  public static @Nullable Object readable(@Nullable Object value) {
    if (value instanceof char[] array) {
      return String.valueOf(array);
    }
    if (value instanceof byte[] array) {
      return "byte[" + array.length + "]";
    }
    List<Object> elements = asList(value);
    return elements == null ? value : elements;
  }

  private static @Nullable List<Object> asList(@Nullable Object value) {
    if (value instanceof int[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    if (value instanceof long[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    if (value instanceof double[] array) {
      return new PrimitiveArray(array.length, i -> array[i]);
    }
    if (value instanceof boolean[] array) {
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
