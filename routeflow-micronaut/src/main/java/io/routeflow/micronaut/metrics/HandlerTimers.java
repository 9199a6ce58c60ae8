package io.routeflow.micronaut.metrics;

import io.micrometer.core.instrument.Timer;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The timers of one handler, by method and status. Looked up for every request without making an
 * object. Thread-safe.
 */
final class HandlerTimers {

  /** What is left out of the metric. */
  static final HandlerTimers EXCLUDED = new HandlerTimers();

  private final Map<String, Statuses> byMethod = new ConcurrentHashMap<>();

  /** The timer, or {@code null} where there is none yet. */
  @Nullable Timer find(String method, int status) {
    Statuses statuses = byMethod.get(method);
    return statuses == null ? null : statuses.find(status);
  }

  /** The timer, made where there is none yet. */
  Timer add(String method, int status, IntFunction<Timer> factory) {
    return byMethod.computeIfAbsent(method, name -> new Statuses()).add(status, factory);
  }

  /** A few statuses with their timers, side by side. */
  private static final class Statuses {

    private volatile int[] codes = {};
    private volatile Timer[] timers = {};

    /** Timers are published first, so that every code that is seen has its timer. */
    @Nullable Timer find(int status) {
      int[] known = codes;
      for (int i = 0; i < known.length; i++) {
        if (known[i] == status) {
          return timers[i];
        }
      }
      return null;
    }

    synchronized Timer add(int status, IntFunction<Timer> factory) {
      Timer known = find(status);
      if (known != null) {
        return known;
      }
      Timer made = factory.apply(status);
      int count = codes.length;
      Timer[] moreTimers = Arrays.copyOf(timers, count + 1);
      moreTimers[count] = made;
      int[] moreCodes = Arrays.copyOf(codes, count + 1);
      moreCodes[count] = status;
      timers = moreTimers;
      codes = moreCodes;
      return made;
    }
  }
}
