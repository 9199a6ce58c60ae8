package io.routeflow.micronaut.opentelemetry.mapping;

import java.util.Arrays;

/**
 * Which failures of an event have a cause that is known: of each group, which is a statement or a
 * kind of call, an event keeps that of the last failure only. Thread-confined.
 */
final class LastFailures {

  private static final int NONE = -1;

  private final int[] last;
  private final long[] ends;
  private final long[] counts;

  LastFailures(int groups) {
    last = new int[groups];
    ends = new long[groups];
    counts = new long[groups];
    Arrays.fill(last, NONE);
  }

  /** A failure whose cause is known without the group. */
  void count(int group) {
    if (isKnown(group)) {
      counts[group]++;
    }
  }

  /**
   * A failure with the cause of its group, if it is the last one.
   *
   * @param index of the execution
   * @param end when that was over
   */
  void add(int group, int index, long end) {
    count(group);
    if (isKnown(group) && (last[group] == NONE || end >= ends[group])) {
      last[group] = index;
      ends[group] = end;
    }
  }

  /**
   * Whether the cause of the group is that of an execution.
   *
   * @param failures how many the group has in all; the last one may be beyond the time line
   */
  boolean isLast(int group, int index, long failures) {
    return isKnown(group) && last[group] == index && counts[group] >= failures;
  }

  private boolean isKnown(int group) {
    return group >= 0 && group < last.length;
  }
}
