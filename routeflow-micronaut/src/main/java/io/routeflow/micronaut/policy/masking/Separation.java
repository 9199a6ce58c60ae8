package io.routeflow.micronaut.policy.masking;

/** What stands between a name and its value: operators and spaces, escaped ones as well. */
final class Separation {

  private static final int NONE = -1;

  private Separation() {}

  /**
   * The index after operators and spaces. A tab or a line break of JSON within a string is a space
   * where a quote or a bracket follows, else the value may begin with it.
   */
  static int skip(String text, int from) {
    int index = from;
    int blank = NONE;
    while (index < text.length()) {
      int sign = Escape.signAfter(text, index);
      long escape = Escape.ofSign(text, sign);
      char c = escape == Escape.NONE ? text.charAt(index) : Escape.character(escape);
      if (TextSign.isOperatorOrSpace(c)) {
        index = escape == Escape.NONE ? index + 1 : Escape.end(escape);
        continue;
      }
      int blankEnd = c == '\\' ? blankEnd(text, index) : NONE;
      if (blankEnd < 0) {
        return blank < 0 || Enclosure.begins(text, index) ? index : blank;
      }
      blank = blank < 0 ? index : blank;
      index = blankEnd;
    }
    return blank < 0 ? index : blank;
  }

  /** After the letter of a tab or a line break behind backslashes, {@link #NONE} for others. */
  private static int blankEnd(String text, int backslash) {
    int i = backslash;
    while (i < text.length() && text.charAt(i) == '\\') {
      i++;
    }
    return i < text.length() && "nrt".indexOf(text.charAt(i)) >= 0 ? i + 1 : NONE;
  }

  /** Where the operator begins with which a value ends or that follows it, else -1. */
  static int operatorOf(String text, int from, int end) {
    int next = SecretValue.skipSpaces(text, SecretValue.skipClosers(text, end));
    int operator = next < text.length() && TextSign.isOperator(text.charAt(next)) ? next : NONE;
    int i = end;
    while (i > from) {
      long escape = Escape.endingAt(text, from, i);
      char c = escape == Escape.NONE ? text.charAt(i - 1) : Escape.character(escape);
      if (!TextSign.isOperatorOrSpace(c)) {
        return operator;
      }
      i = escape == Escape.NONE ? i - 1 : Escape.start(text, Escape.end(escape), from);
      operator = TextSign.isOperator(c) ? i : operator;
    }
    return operator;
  }

  /**
   * Whether a name is that of a parameter in an address: its value has no space, and what follows
   * one is no part of it.
   *
   * @param operator what ends the name
   */
  static boolean isBehindParameter(String text, int from, int operator) {
    int i = operator;
    while (i > from && isNamePart(text.charAt(i - 1))) {
      i--;
    }
    return i > 0 && (text.charAt(i - 1) == '?' || text.charAt(i - 1) == '&');
  }

  private static boolean isNamePart(char c) {
    return Character.isLetterOrDigit(c) || "_-.[]%+$".indexOf(c) >= 0;
  }
}
