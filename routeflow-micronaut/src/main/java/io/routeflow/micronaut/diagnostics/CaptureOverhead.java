package io.routeflow.micronaut.diagnostics;

import io.micronaut.context.annotation.Requires;
import io.micronaut.core.annotation.Internal;
import io.micronaut.http.server.netty.NettyHttpRequest;
import io.routeflow.micronaut.configuration.ConsoleEnabled;
import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * What the module itself costs each request, measured while the console is on: the time spent in
 * each of its parts on the request's threads, over the latest requests. Thread-safe; writers never
 * wait, and a figure that two of them write at once is one of the two.
 */
@Internal
@Singleton
@Requires(classes = NettyHttpRequest.class, condition = ConsoleEnabled.class)
public final class CaptureOverhead {

  /** The latest figures that are kept of each part; a power of two. */
  static final int SAMPLES = 256;

  /** What the module does on a request's threads. */
  public enum Part {
    /** Opens the recording when the head has arrived. */
    OPEN,
    /** Finds the route's name. */
    NAME,
    /** Notes the exception behind the response. */
    NOTE,
    /** Closes the recording and puts it into the queue. */
    CLOSE
  }

  private final Map<Part, AtomicLongArray> samples = new EnumMap<>(Part.class);
  private final Map<Part, AtomicLong> counts = new EnumMap<>(Part.class);

  /** Nothing is measured yet. */
  public CaptureOverhead() {
    for (Part part : Part.values()) {
      samples.put(part, new AtomicLongArray(SAMPLES));
      counts.put(part, new AtomicLong());
    }
  }

  /** A part has taken so long for one request. */
  public void add(Part part, long nanos) {
    AtomicLongArray ring = samples.get(part);
    AtomicLong count = counts.get(part);
    if (ring != null && count != null) {
      ring.setPlain((int) (count.getAndIncrement() & (SAMPLES - 1)), nanos);
    }
  }

  /** How many requests were measured since the start. */
  public long requests() {
    AtomicLong closed = counts.get(Part.CLOSE);
    return closed == null ? 0 : closed.get();
  }

  /**
   * What a request costs on its threads, in nanoseconds: the sum of the parts, each at a quantile
   * of its latest figures. For the median that is the usual cost, for higher ones an upper bound.
   *
   * @param quantile 0 to 1
   */
  public long nanosPerRequest(double quantile) {
    long sum = 0;
    for (Part part : Part.values()) {
      sum += quantile(part, quantile);
    }
    return sum;
  }

  private long quantile(Part part, double quantile) {
    AtomicLongArray ring = samples.get(part);
    AtomicLong count = counts.get(part);
    if (ring == null || count == null) {
      return 0;
    }
    long[] latest = new long[(int) Math.min(count.get(), SAMPLES)];
    if (latest.length == 0) {
      return 0;
    }
    Arrays.setAll(latest, ring::getPlain);
    Arrays.sort(latest);
    return latest[(int) Math.min(latest.length - 1, Math.floor(quantile * latest.length))];
  }
}
