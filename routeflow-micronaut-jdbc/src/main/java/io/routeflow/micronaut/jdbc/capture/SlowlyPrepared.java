package io.routeflow.micronaut.jdbc.capture;

import org.jspecify.annotations.Nullable;

/**
 * The text of a statement for which preparing it took time: the driver has asked the database. That
 * time is part of the first execution, if that is in the same request. A statement keeps it where
 * it keeps its text, so that one that was prepared at once pays nothing. Immutable.
 *
 * @param text as it was given
 * @param groups the SQL of the request that has waited
 * @param nanos how long
 */
record SlowlyPrepared(@Nullable String text, RequestSql groups, long nanos) {

  /** What a driver does without the database takes less, and is not worth an object. */
  static final long MIN_NANOS = 100_000;

  /** What a statement keeps that is not executed yet. */
  static @Nullable Object textOf(@Nullable String text, RequestSql groups, long nanos) {
    return nanos < MIN_NANOS ? text : new SlowlyPrepared(text, groups, nanos);
  }

  /** How long a request has waited for a statement that keeps this. */
  @SuppressWarnings("ReferenceEquality")
  static long nanos(@Nullable Object text, RequestSql groups) {
    return text instanceof SlowlyPrepared slow && slow.groups == groups ? slow.nanos : 0;
  }
}
