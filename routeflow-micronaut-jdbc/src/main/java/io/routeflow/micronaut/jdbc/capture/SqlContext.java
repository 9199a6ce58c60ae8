package io.routeflow.micronaut.jdbc.capture;

import io.micronaut.core.propagation.PropagatedContext;
import io.routeflow.micronaut.spi.Recording;
import org.jspecify.annotations.Nullable;

/**
 * What calling code works for: a request, perhaps in a repository method; or no request. Found in
 * the propagated context, and valid as long as code runs in that very context. Immutable.
 *
 * @param propagated where it was found
 * @param recording the request's; {@code null} outside a request
 * @param groups its SQL; {@code null} outside a request
 * @param repositoryMethod {@code null} outside repositories
 */
record SqlContext(
    PropagatedContext propagated,
    @Nullable Recording recording,
    @Nullable RequestSql groups,
    @Nullable String repositoryMethod) {

  /** Outside any request. */
  static final SqlContext NONE = new SqlContext(PropagatedContext.empty(), null, null, null);

  /** Whether there can be a request in a context at all: there is none in the empty one. */
  @SuppressWarnings("ReferenceEquality")
  static boolean canBeIn(PropagatedContext current) {
    return current != NONE.propagated;
  }

  /** Whether it is valid for code that runs in the given context. */
  @SuppressWarnings("ReferenceEquality")
  boolean isValidIn(PropagatedContext current) {
    return propagated == current && (recording == null || recording.isOpen());
  }

  /**
   * Where an execution stands on the request's time line.
   *
   * @param start what {@link SqlRecorder#startTimer} answered
   * @return nanoseconds from the request's start, or {@link Timeline#NONE} where none is kept
   */
  long offset(long start) {
    return recording != null && recording.keepsTimeline()
        ? start - recording.startedNanos()
        : Timeline.NONE;
  }
}
