package io.routeflow.micronaut.metrics;

import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A regular expression of a user, whose search ends after a bounded number of steps: an expression
 * that backtracks without end must not hold up a request. Thread-safe.
 */
final class BoundedPattern {

  /** Beyond what an ordinary expression needs for a route's name or an address. */
  static final int MAX_STEPS = 10_000;

  private final Pattern pattern;

  /** Addresses of this length or more are not searched: one of them took too many steps. */
  private volatile int tooLong = Integer.MAX_VALUE;

  private BoundedPattern(Pattern pattern) {
    this.pattern = pattern;
  }

  /**
   * Compiles an expression.
   *
   * @throws PatternSyntaxException where it is none, or where its steps could not be counted: what
   *     matches nothing may be repeated, or be a branch, without a look at the text
   */
  static BoundedPattern of(String expression) {
    Pattern pattern = Pattern.compile(expression);
    if (Repetitions.most(expression) > Repetitions.LIMIT) {
      throw new PatternSyntaxException("repeats too often", expression, -1);
    }
    if (EmptyBranches.ways(expression) > EmptyBranches.LIMIT) {
      throw new PatternSyntaxException("has too many empty branches", expression, -1);
    }
    return new BoundedPattern(pattern);
  }

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

  /**
   * The same for an address, which any sender may choose: one for which it takes too long is the
   * last one of its length, so that there are few such searches in all.
   */
  boolean isFoundInTarget(String target) throws TooManySteps {
    int length = target.length();
    if (length >= tooLong) {
      return false;
    }
    try {
      return isFoundIn(target);
    } catch (TooManySteps e) {
      tooLong = Math.min(tooLong, length);
      throw e;
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
