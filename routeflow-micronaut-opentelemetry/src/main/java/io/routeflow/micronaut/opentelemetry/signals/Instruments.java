package io.routeflow.micronaut.opentelemetry.signals;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleGauge;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import io.routeflow.micronaut.opentelemetry.mapping.CallerContext;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The instruments that the application has named so far, bounded. Thread-safe. */
final class Instruments {

  static final int MAX_INSTRUMENTS = 1000;

  private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_./-]{0,254}");
  private static final int MAX_UNIT = 63;

  private final Meter meter;
  private final boolean exemplars;
  private final Map<Key, Object> known = new ConcurrentHashMap<>();

  /** What distinguishes one instrument from another. */
  private record Key(String kind, String name, String unit) {}

  Instruments(Meter meter, boolean exemplars) {
    this.meter = meter;
    this.exemplars = exemplars;
  }

  /** Adds to a counter; {@code false} where the input is invalid or there are too many. */
  boolean count(String name, long value, Attributes attributes) {
    return value >= 0
        && use(
            new Key("counter", name, ""),
            LongCounter.class,
            () -> meter.counterBuilder(name).build(),
            counter -> counter.add(value, attributes, context()));
  }

  /** Sets a gauge; {@code false} as for a counter. */
  boolean set(String name, double value, String unit, Attributes attributes) {
    return Double.isFinite(value)
        && use(
            new Key("gauge", name, unit),
            DoubleGauge.class,
            () -> meter.gaugeBuilder(name).setUnit(unit).build(),
            gauge -> gauge.set(value, attributes, context()));
  }

  /** Adds to a histogram; {@code false} as for a counter. */
  boolean record(String name, double value, String unit, Attributes attributes) {
    // a negative value would be dropped by the SDK, with a line of its own and no count
    return Double.isFinite(value)
        && value >= 0
        && use(
            new Key("histogram", name, unit),
            DoubleHistogram.class,
            () -> meter.histogramBuilder(name).setUnit(unit).build(),
            histogram -> histogram.record(value, attributes, context()));
  }

  /** Where a trace is active, what is recorded in it may become an exemplar. */
  private Context context() {
    return exemplars ? CallerContext.current() : Context.root();
  }

  private static boolean isValid(@Nullable String name, @Nullable String unit) {
    return name != null
        && unit != null
        && NAME.matcher(name).matches()
        && unit.length() <= MAX_UNIT;
  }

  private <T> boolean use(Key key, Class<T> type, Supplier<T> factory, Consumer<T> call) {
    if (!isValid(key.name(), key.unit())) {
      return false;
    }
    Object instrument = known.get(key);
    if (instrument == null) {
      if (known.size() >= MAX_INSTRUMENTS) {
        return false;
      }
      instrument = known.computeIfAbsent(key, unused -> factory.get());
    }
    call.accept(type.cast(instrument));
    return true;
  }
}
