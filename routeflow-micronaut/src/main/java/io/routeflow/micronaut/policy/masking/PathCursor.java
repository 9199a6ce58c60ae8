package io.routeflow.micronaut.policy.masking;

import java.util.Arrays;

/**
 * Where a walk through one document is, as far as redaction paths care: a row of the automaton's
 * states for each value from the document down to the present one. Thread-confined.
 */
final class PathCursor {

  private static final int FIRST_DEPTH = 16;
  private static final int OBJECT = -1;

  private final PathAutomaton automaton;
  private final int[] arrayLengths;
  private long[] rows;

  /** For each open object or array, the index of its present element; an object has none. */
  private int[] indexes = new int[FIRST_DEPTH];

  private int[] lengths = new int[FIRST_DEPTH];
  private int depth;
  private int arrays;

  /**
   * Starts at a document.
   *
   * @param arrayLengths of each array, in the order in which they begin; empty where no path asks
   */
  PathCursor(PathAutomaton automaton, int[] arrayLengths) {
    this.automaton = automaton;
    this.arrayLengths = arrayLengths;
    this.rows = new long[automaton.words() * (FIRST_DEPTH + 1)];
  }

  /**
   * Goes to a member of the innermost object; returns whether its value is selected.
   *
   * @param leadingOn the states from which its name leads on
   */
  boolean member(long[] leadingOn) {
    return automaton.member(rows, row(depth - 1), leadingOn);
  }

  /** Goes to the next value; returns whether it is selected itself, not by the name of a member. */
  boolean value() {
    if (depth == 0) {
      return automaton.start(rows);
    }
    int frame = depth - 1;
    if (indexes[frame] == OBJECT) {
      return false;
    }
    return automaton.element(rows, row(frame), indexes[frame]++, lengths[frame]);
  }

  /** Goes into the present value. */
  void enter(boolean array) {
    if (depth == indexes.length) {
      indexes = Arrays.copyOf(indexes, 2 * depth);
      lengths = Arrays.copyOf(lengths, 2 * depth);
    }
    if (rows.length < row(depth + 2)) {
      rows = Arrays.copyOf(rows, 2 * rows.length);
    }
    indexes[depth] = array ? 0 : OBJECT;
    lengths[depth] = array && arrays < arrayLengths.length ? arrayLengths[arrays] : 0;
    arrays += array ? 1 : 0;
    depth++;
  }

  /** Leaves the innermost object or array. */
  void leave() {
    depth--;
  }

  /** Counts an array that is replaced as a whole. */
  void passArray() {
    arrays++;
  }

  private int row(int level) {
    return automaton.words() * level;
  }
}
