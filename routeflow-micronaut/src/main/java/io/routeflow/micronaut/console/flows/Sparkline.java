package io.routeflow.micronaut.console.flows;

import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** How many requests arrived in each of the last {@link #BUCKETS} spans of time. */
final class Sparkline {

  static final int BUCKETS = 60;
  static final long BUCKET_MILLIS = 5_000;
  static final long SPAN_MILLIS = BUCKETS * BUCKET_MILLIS;

  private static final int BUCKETS_PER_MINUTE = 12;
  private static final double SECONDS_PER_MINUTE = 60;

  /** The count of bucket b is at b modulo their number. */
  private final int[] counts = new int[BUCKETS];

  /** The latest bucket that is in the array. */
  private long latest = Long.MIN_VALUE;

  /** Counts a request; one that arrived before the oldest bucket is too late. */
  void add(long arrivedMillis, long nowMillis) {
    long now = Math.floorDiv(nowMillis, BUCKET_MILLIS);
    moveTo(now);
    long bucket = Math.min(now, Math.floorDiv(arrivedMillis, BUCKET_MILLIS));
    if (bucket > now - BUCKETS) {
      counts[place(bucket)]++;
    }
  }

  /** The counts, oldest first. */
  int[] counts(long nowMillis) {
    long now = Math.floorDiv(nowMillis, BUCKET_MILLIS);
    moveTo(now);
    return IntStream.range(0, BUCKETS).map(i -> counts[place(now - BUCKETS + 1 + i)]).toArray();
  }

  /** Requests a second over the last minute. Of the bucket where the minute began, its share. */
  double rate(long nowMillis) {
    long now = Math.floorDiv(nowMillis, BUCKET_MILLIS);
    moveTo(now);
    long whole =
        LongStream.rangeClosed(now - BUCKETS_PER_MINUTE + 1, now).map(b -> counts[place(b)]).sum();
    double part = 1 - Math.floorMod(nowMillis, BUCKET_MILLIS) / (double) BUCKET_MILLIS;
    return (whole + part * counts[place(now - BUCKETS_PER_MINUTE)]) / SECONDS_PER_MINUTE;
  }

  /** Forgets what has left the span; all of it where the clock was set back. */
  private void moveTo(long now) {
    if (now < latest || now - BUCKETS >= latest) {
      Arrays.fill(counts, 0);
    } else {
      for (long bucket = latest + 1; bucket <= now; bucket++) {
        counts[place(bucket)] = 0;
      }
    }
    latest = now;
  }

  private static int place(long bucket) {
    return Math.floorMod(bucket, BUCKETS);
  }
}
