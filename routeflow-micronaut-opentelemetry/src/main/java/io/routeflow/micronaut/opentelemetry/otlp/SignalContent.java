package io.routeflow.micronaut.opentelemetry.otlp;

import io.micronaut.core.annotation.Internal;
import io.opentelemetry.exporter.internal.marshal.Marshaler;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * What one request carries. Immutable.
 *
 * @param parts what it can be divided into: spans, metrics or log records
 * @param encoder writes some of them
 * @param size the spans, data points or records in a part
 */
@Internal
public record SignalContent<T>(
    List<T> parts, Function<List<T>, Marshaler> encoder, ToIntFunction<T> size) {

  /** Of parts that are one item each. */
  public static <T> SignalContent<T> of(Collection<T> parts, Function<List<T>, Marshaler> encoder) {
    return new SignalContent<>(List.copyOf(parts), encoder, part -> 1);
  }

  /** All items, which is what is counted. */
  int items() {
    return parts.stream().mapToInt(size).sum();
  }

  /** Made for each attempt. */
  Marshaler encoded() {
    return encoder.apply(parts);
  }

  boolean isDivisible() {
    return parts.size() > 1;
  }

  SignalContent<T> firstHalf() {
    return new SignalContent<>(parts.subList(0, parts.size() / 2), encoder, size);
  }

  SignalContent<T> secondHalf() {
    return new SignalContent<>(parts.subList(parts.size() / 2, parts.size()), encoder, size);
  }
}
