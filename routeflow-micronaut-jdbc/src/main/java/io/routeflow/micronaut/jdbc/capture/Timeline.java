package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.event.SqlUsage;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The first executions of a request one by one, for the console and for traces: when each began and
 * how long it took. Two numbers each, because a request may have hundreds. Guarded by its owner.
 */
final class Timeline {

  /** Beyond the limit of groups. */
  static final int NO_GROUP = -1;

  /** In place of an offset, where no time line is kept. */
  static final long NONE = Long.MIN_VALUE;

  private static final int FIRST_ROOM = 8;
  private static final int NUMBERS = 2;

  /** A number for the group fits into so many bits: there are a thousand groups at most. */
  private static final int GROUP_BITS = 12;

  private static final long GROUP_MASK = (1 << GROUP_BITS) - 1;
  private static final int MAX = NUMBERS * SqlUsage.MAX_EXECUTIONS;

  private static final Comparator<SqlUsage.Execution> BY_START =
      Comparator.comparingLong(SqlUsage.Execution::startNanos);

  private long[] numbers = new long[NUMBERS * FIRST_ROOM];
  private int size;

  /**
   * Adds an execution, while there is room.
   *
   * @param group the index of its group, or {@link #NO_GROUP}
   * @param offsetNanos from the request's start
   * @param nanos how long it took
   * @param failed whether it failed
   */
  void add(int group, long offsetNanos, long nanos, boolean failed) {
    if (size == MAX) {
      return;
    }
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, Math.min(2 * size, MAX));
    }
    numbers[size++] = Math.max(0, offsetNanos) << GROUP_BITS | (group - NO_GROUP);
    numbers[size++] = nanos << 1 | (failed ? 1 : 0);
  }

  /** In the order of their start, which need not be that of their end. */
  List<SqlUsage.Execution> executions() {
    SqlUsage.Execution[] executions = new SqlUsage.Execution[size / NUMBERS];
    for (int i = 0; i < size; i += NUMBERS) {
      int group = (int) (numbers[i] & GROUP_MASK) + NO_GROUP;
      boolean failed = (numbers[i + 1] & 1) != 0;
      executions[i / NUMBERS] =
          new SqlUsage.Execution(group, numbers[i] >> GROUP_BITS, numbers[i + 1] >> 1, failed);
    }
    Arrays.sort(executions, BY_START);
    return List.of(executions);
  }
}
