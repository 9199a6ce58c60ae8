package io.routeflow.micronaut.metrics;

import java.util.regex.Pattern;

/**
 * A regular expression of a user, whose search ends after a bounded number of steps: an expression
 * that backtracks without end must not hold up a request.
 *
 * @param pattern the expression
 */
record BoundedPattern(Pattern pattern) {

  /** Far beyond what an ordinary expression needs for a route's name. */
  static final int MAX_STEPS = 100_000;

  /**
   * Whether the expression is found in a text.
   *
   * @throws TooManySteps where that could not be found out within bounds
   */
  boolean isFoundIn(String text) throws TooManySteps {
    try {
      return pattern.matcher(new Counted(text)).find();
    } catch (OutOfSteps | StackOverflowError e) {
      throw new TooManySteps();
    }
  }

  /** A search that was ended. */
  static final class TooManySteps extends Exception {

    private static final long serialVersionUID = 1;

    TooManySteps() {
      super(null, null, false, false);
    }
  }

  private static final class OutOfSteps extends RuntimeException {

    private static final long serialVersionUID = 1;

    OutOfSteps() {
      super(null, null, false, false);
    }
  }

  /** A text that can be looked at so often and no more. */
  private static final class Counted implements CharSequence {

    private final String text;
    private int steps;

    Counted(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++steps > MAX_STEPS) {
        throw new OutOfSteps();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
