package io.routeflow.micronaut.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * In how many ways an expression can go on without a look at the text, {@code (|)(^|)}: 4. The
 * steps of a search through them could not be counted.
 */
final class EmptyBranches {

  /** What an expression that is written by a person does not come near to. */
  static final long LIMIT = 1_000;

  private static final String WITHOUT_WIDTH = "bBAGzZ";
  private static final String ENDS_OF_GROUP_START = ":=!>)";

  private final String expression;
  private int index;
  private long ways = 1;

  /** The branches of the group that the index is in which look at nothing, and the present one. */
  private int empty;

  private boolean reads;

  /** Whether the part before the index is a group that may look at nothing. */
  private boolean afterEmpty;

  private final Deque<Group> outer = new ArrayDeque<>();

  /** What was known of a group before one within it. */
  private record Group(int empty, boolean reads) {}

  private EmptyBranches(String expression) {
    this.expression = expression;
  }

  /**
   * The ways of all groups multiplied, at least 1, and not more than a little beyond {@link
   * #LIMIT}.
   *
   * @param expression a valid one
   */
  static long ways(String expression) {
    EmptyBranches branches = new EmptyBranches(expression);
    while (branches.index < expression.length()) {
      branches.step();
    }
    branches.endBranch();
    branches.multiply(branches.empty);
    return branches.ways;
  }

  private void step() {
    char c = expression.charAt(index++);
    boolean wasEmpty = afterEmpty;
    afterEmpty = false;
    switch (c) {
      case '(' -> begin();
      case ')' -> end();
      case '|' -> endBranch();
      case '?', '*', '+', '{' -> {
        if (wasEmpty) {
          multiply(2);
        }
        index = c == '{' ? after("}") : index;
      }
      case '\\' -> escape();
      case '[' -> {
        index = after("]");
        reads = true;
      }
      case '^', '$' -> {
        // looks at nothing, or at nothing but the end
      }
      default -> reads = reads || !Character.isWhitespace(c);
    }
  }

  private void begin() {
    outer.push(new Group(empty, reads));
    empty = 0;
    reads = false;
    if (expression.startsWith("?", index)) {
      index++;
      while (index < expression.length()
          && ENDS_OF_GROUP_START.indexOf(expression.charAt(index)) < 0) {
        index++;
      }
      if (index < expression.length() && expression.charAt(index) != ')') {
        index++;
      }
    }
  }

  private void end() {
    endBranch();
    multiply(empty);
    afterEmpty = empty > 0;
    Group around = outer.isEmpty() ? new Group(0, false) : outer.pop();
    reads = around.reads() || !afterEmpty;
    empty = around.empty();
  }

  private void endBranch() {
    empty += reads ? 0 : 1;
    reads = false;
  }

  private void escape() {
    if (expression.startsWith("Q", index)) {
      index = after("\\E");
      reads = true;
    } else {
      reads |= index < expression.length() && WITHOUT_WIDTH.indexOf(expression.charAt(index)) < 0;
      index++;
    }
  }

  private void multiply(long more) {
    ways = Math.min(LIMIT + 1, ways * Math.max(1, more));
  }

  private int after(String end) {
    int at = expression.indexOf(end, index);
    return at < 0 ? expression.length() : at + end.length();
  }
}
