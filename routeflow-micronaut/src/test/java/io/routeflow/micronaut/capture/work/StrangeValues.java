package io.routeflow.micronaut.capture.work;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.util.AbstractMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an application may hand over by mistake, by what is strange about it. */
final class StrangeValues {

  private static final String LONG = "x".repeat(1_000_000);

  private StrangeValues() {}

  static Map<String, Object> all() {
    Map<String, Object> values = new LinkedHashMap<>();
    numbers(values);
    nested(values);
    values.put("throws", new Throws(new IllegalStateException("deliberate")));
    values.put("no stack", new Throws(new StackOverflowError("deliberate")));
    values.put("no memory", new Throws(new OutOfMemoryError("deliberate")));
    values.put("no class", new Throws(new NoClassDefFoundError("deliberate")));
    values.put("no text", new Throws(null));
    values.put("long text", LONG);
    values.put("long object", CharBuffer.wrap(LONG));
    values.put("lone surrogates", "\uD83D".repeat(5_000));
    values.put("emoji", "\uD83D\uDE00".repeat(5_000));
    values.put("bytes", new byte[1_000_000]);
    values.put("control", "\u0000\u001b[31m\r\n\u2028");
    return values;
  }

  private static void numbers(Map<String, Object> values) {
    values.put("huge exponent", new BigDecimal("1e1000000"));
    values.put("largest exponent", new BigDecimal(BigInteger.ONE, Integer.MIN_VALUE));
    values.put("tiny exponent", new BigDecimal("1e-1000000"));
    values.put("smallest exponent", new BigDecimal(BigInteger.ONE, Integer.MAX_VALUE));
    values.put("above a double", new BigDecimal("1e309"));
    values.put("huge precision", new BigDecimal(BigInteger.ONE.shiftLeft(3_000_000), 1_000));
    values.put("huge integer", BigInteger.ONE.shiftLeft(30_000_000).subtract(BigInteger.ONE));
    values.put("negative integer", BigInteger.ONE.shiftLeft(100_000).negate());
    values.put("own decimal", new OwnDecimal());
    values.put("nan", Double.NaN);
    values.put("infinity", Float.NEGATIVE_INFINITY);
  }

  private static void nested(Map<String, Object> values) {
    Map<String, Object> cyclic = new HashMap<>();
    List<Object> list = new ArrayList<>();
    list.add(cyclic);
    list.add(list);
    cyclic.put("list", list);
    values.put("cyclic map", cyclic);
    values.put("cyclic list", list);
    List<Object> deep = List.of("end");
    for (int i = 0; i < 100_000; i++) {
      deep = List.of(deep);
    }
    values.put("deep", deep);
    values.put("wide", Collections.nCopies(100_000_000, "one"));
    values.put("wide and empty", Collections.nCopies(100_000_000, ""));
    Object doubled = "end";
    for (int i = 0; i < 60; i++) {
      doubled = List.of(doubled, doubled);
    }
    values.put("doubled", doubled);
    Object[] array = {1, null, new Object[] {"a"}};
    array[1] = array;
    values.put("cyclic array", array);
    Map<Object, Object> keys = new LinkedHashMap<>();
    keys.put(null, 1);
    keys.put(4, new int[] {1});
    keys.put(List.of("a"), Optional.of("b"));
    keys.put(LONG, LONG);
    keys.put(new Throws(new IllegalStateException("deliberate")), 2);
    values.put("keys", keys);
    values.put("changed meanwhile", new Changed());
    values.put("entry", Map.entry("a", Arrays.asList(1, null)));
  }

  /** Changed by another thread while it is read, after some entries. */
  static final class Changed extends AbstractMap<String, Object> {
    @Override
    public Set<Entry<String, Object>> entrySet() {
      return new java.util.AbstractSet<>() {
        @Override
        public Iterator<Entry<String, Object>> iterator() {
          return new Iterator<>() {
            private int read;

            @Override
            public boolean hasNext() {
              return true;
            }

            @Override
            public Entry<String, Object> next() {
              if (read++ == 3) {
                throw new ConcurrentModificationException();
              }
              return Map.entry("n" + read, read);
            }
          };
        }

        @Override
        public int size() {
          return 10;
        }
      };
    }
  }

  /** A number of the application's own class. */
  private static final class OwnDecimal extends BigDecimal {
    private static final long serialVersionUID = 1;

    OwnDecimal() {
      super("1e1000000");
    }

    @Override
    public String toString() {
      return "9".repeat(1_000_000);
    }
  }

  /** Has no text, or fails whoever asks for it. */
  static final class Throws {
    private final @Nullable Throwable failure;

    Throws(@Nullable Throwable failure) {
      this.failure = failure;
    }

    @Override
    @SuppressWarnings({
      "NullAway",
      "ToStringReturnsNull"
    }) // what the text of an object may be all the same
    public String toString() {
      if (failure instanceof Error error) {
        throw error;
      }
      if (failure != null) {
        throw (RuntimeException) failure;
      }
      return null;
    }
  }
}
