package io.routeflow.micronaut.metrics;

import java.util.ArrayDeque;
import java.util.Deque;

/** How often an expression repeats a part of itself by numbers, {@code (x{5}){4}}: 20 times. */
final class Repetitions {

  /** More than a text of a few hundred characters has any use for. */
  static final long LIMIT = 10_000;

  private static final char CLASS = '[';

  private final String expression;
  private int index;

  /** The most in the group that the index is in, and of the part before the index. */
  private long most = 1;

  private long last = 1;

  /** The most in each group around it. */
  private final Deque<Long> outer = new ArrayDeque<>();

  private Repetitions(String expression) {
    this.expression = expression;
  }

  /**
   * The highest number of repetitions of one part, those of the groups around it multiplied; not
   * less than that, and a little more than {@link #LIMIT} where it is beyond it.
   *
   * @param expression a valid one
   */
  static long most(String expression) {
    Repetitions repetitions = new Repetitions(expression);
    while (repetitions.index < expression.length()) {
      repetitions.step();
    }
    return repetitions.most;
  }

  private void step() {
    char c = expression.charAt(index++);
    switch (c) {
      case '\\' -> {
        index = expression.startsWith("Q", index) ? after("\\E") : index + 1;
        last = 1;
      }
      case CLASS -> {
        skipClass();
        last = 1;
      }
      case '(' -> {
        outer.push(most);
        most = 1;
      }
      case ')' -> {
        last = most;
        most = Math.max(most, outer.isEmpty() ? 1 : outer.pop());
      }
      case '{' -> {
        last = Math.min(LIMIT + 1, last * number());
        most = Math.max(most, last);
      }
      default -> last = Character.isWhitespace(c) ? last : 1;
    }
  }

  private int after(String end) {
    int at = expression.indexOf(end, index);
    return at < 0 ? expression.length() : at + end.length();
  }

  /** What is in a class of characters is repeated as one. */
  private void skipClass() {
    int depth = 1;
    while (index < expression.length() && depth > 0) {
      char c = expression.charAt(index++);
      index += c == '\\' ? 1 : 0;
      depth += c == CLASS ? 1 : c == ']' ? -1 : 0;
    }
  }

  /** The highest number in braces. */
  private long number() {
    long highest = 1;
    long number = 0;
    while (index < expression.length() && expression.charAt(index) != '}') {
      int digit = Character.digit(expression.charAt(index++), 10);
      number = digit < 0 ? 0 : Math.min(LIMIT + 1, number * 10 + digit);
      highest = Math.max(highest, number);
    }
    return highest;
  }
}
