package io.routeflow.micronaut.policy.masking;

/** Finds where a name in a text ends that an operator follows. */
final class NameEnd {

  private NameEnd() {}

  /** After the last letter or digit before an operator, -1 where something else ended there. */
  static int of(String text, int from, int operator) {
    int nameEnd = closingQuote(text, from, operator);
    while (nameEnd > from && !Character.isLetterOrDigit(text.charAt(nameEnd - 1))) {
      if (",;&\n\r".indexOf(text.charAt(nameEnd - 1)) >= 0) {
        return -1;
      }
      nameEnd--;
    }
    return nameEnd;
  }

  /** Whether a name is closed by a quote, perhaps behind brackets: {@code "token[0]"}. */
  static boolean isQuoted(String in, int nameEnd, int to) {
    int i = nameEnd;
    while (i < to && in.charAt(i) == ']') {
      i++;
    }
    return i < to && (in.charAt(i) == '"' || in.charAt(i) == '\\');
  }

  /** After the quote behind which only spaces and line breaks follow, as a colon of JSON may. */
  private static int closingQuote(String text, int from, int operator) {
    int i = operator;
    while (i > from && isBreak(text, from, i - 1)) {
      i = text.charAt(i - 1) < 'n' ? i - 1 : Escape.start(text, i - 1, from);
    }
    return i > from && QuoteSign.ASCII.indexOf(text.charAt(i - 1)) >= 0 ? i : operator;
  }

  /** A space, or the letter of an escaped one. */
  private static boolean isBreak(String text, int from, int index) {
    char c = text.charAt(index);
    boolean escaped = index > from && text.charAt(index - 1) == '\\' && "nrt".indexOf(c) >= 0;
    return escaped || Character.isWhitespace(c);
  }
}
