package io.routeflow.micronaut.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * Regular expressions in one text, with commas in between. A comma belongs to an expression where
 * what is before it is none by itself, as in {@code a{1,2}}, {@code [a,b]}, {@code (a,b)} and
 * {@code a\\,b}. Where none of the next commas ends an expression, it is taken to be malformed and
 * to end at the first one, so that the others are found.
 */
final class Expressions {

  /** So many commas are looked behind for the end of one expression, and so many of all. */
  private static final int MAX_COMMAS = 16;

  private static final int MAX_ATTEMPTS = 1000;

  private int attempts;

  private Expressions() {}

  /**
   * Divides a text.
   *
   * @param maxLength of an expression; none that would be longer is looked for
   */
  static List<String> split(String text, int maxLength) {
    Expressions reader = new Expressions();
    List<String> expressions = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int end = reader.endOf(text, start, maxLength);
      expressions.add(text.substring(start, end).strip());
      start = end + 1;
    }
    return expressions;
  }

  private int endOf(String text, int start, int maxLength) {
    int first = commaFrom(text, start);
    int end = first;
    for (int commas = 0; commas <= MAX_COMMAS && end - start <= maxLength; commas++) {
      if (++attempts > MAX_ATTEMPTS) {
        break;
      }
      if (isExpression(text.substring(start, end).strip())) {
        return end;
      }
      if (end == text.length()) {
        break;
      }
      end = commaFrom(text, end + 1);
    }
    return first;
  }

  private static int commaFrom(String text, int start) {
    int comma = text.indexOf(',', start);
    return comma < 0 ? text.length() : comma;
  }

  private static boolean isExpression(String text) {
    try {
      Pattern unused = Pattern.compile(text);
      return true;
    } catch (PatternSyntaxException | StackOverflowError e) {
      return false;
    }
  }
}
