package io.routeflow.micronaut.opentelemetry.mapping;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The attributes of one span, in the order in which they were put. Those of the API are sorted and
 * copied three times on the way, which is a quarter of what a span allocates until it is written;
 * these are read once, by the exporter. Immutable.
 */
final class SpanAttributes implements Attributes {

  private static final int PAIR = 2;

  /** Key and value in turns; there may be room behind them. */
  private final Object[] pairs;

  private final int length;

  private SpanAttributes(Object[] pairs, int length) {
    this.pairs = pairs;
    this.length = length;
  }

  /** A builder with room for as many as a request without attributes of its own has. */
  static AttributesBuilder builder() {
    return new Builder();
  }

  @Override
  @SuppressWarnings("unchecked")
  public <T> @Nullable T get(AttributeKey<T> key) {
    for (int i = 0; i < length; i += PAIR) {
      if (pairs[i].equals(key)) {
        return (T) pairs[i + 1];
      }
    }
    return null;
  }

  @Override
  public void forEach(BiConsumer<? super AttributeKey<?>, ? super Object> consumer) {
    for (int i = 0; i < length; i += PAIR) {
      consumer.accept((AttributeKey<?>) pairs[i], pairs[i + 1]);
    }
  }

  @Override
  public int size() {
    return length / PAIR;
  }

  @Override
  public boolean isEmpty() {
    return length == 0;
  }

  @Override
  public Map<AttributeKey<?>, Object> asMap() {
    Map<AttributeKey<?>, Object> map = new LinkedHashMap<>();
    forEach(map::put);
    return Collections.unmodifiableMap(map);
  }

  @Override
  public AttributesBuilder toBuilder() {
    return new Builder().putAll(this);
  }

  /** By what they hold, in any order. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof SpanAttributes attributes && asMap().equals(attributes.asMap());
  }

  @Override
  public int hashCode() {
    return asMap().hashCode();
  }

  @Override
  public String toString() {
    return asMap().toString();
  }

  /** Of two with one name the later one stays, as the API has it. Not thread-safe. */
  private static final class Builder implements AttributesBuilder {

    private static final int ROOM = 12 * PAIR;

    private Object[] pairs = new Object[ROOM];
    private int length;

    /** Whether the array is also that of attributes which may not change. */
    private boolean shared;

    @Override
    public Attributes build() {
      shared = true;
      return new SpanAttributes(pairs, length);
    }

    @Override
    public <T> AttributesBuilder put(AttributeKey<Long> key, int value) {
      return put(key, Long.valueOf(value));
    }

    @Override
    public <T> AttributesBuilder put(@Nullable AttributeKey<T> key, @Nullable T value) {
      if (key != null && value != null && !key.getKey().isEmpty()) {
        if (shared) {
          pairs = pairs.clone();
          shared = false;
        }
        int at = indexOf(key.getKey());
        if (at == length) {
          append();
        }
        pairs[at] = key;
        pairs[at + 1] = value;
      }
      return this;
    }

    @Override
    @SuppressWarnings("unchecked")
    public AttributesBuilder putAll(Attributes attributes) {
      attributes.forEach((key, value) -> put((AttributeKey<Object>) key, value));
      return this;
    }

    private int indexOf(String name) {
      for (int i = 0; i < length; i += PAIR) {
        if (((AttributeKey<?>) pairs[i]).getKey().equals(name)) {
          return i;
        }
      }
      return length;
    }

    private void append() {
      if (length == pairs.length) {
        pairs = Arrays.copyOf(pairs, PAIR * length);
      }
      length += PAIR;
    }
  }
}
