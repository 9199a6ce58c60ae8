package io.routeflow.micronaut.policy.masking;

/**
 * A value of several words that no sign encloses: {@code password: correct horse battery}. It goes
 * on to what ends a value in practice: a comma, a semicolon, {@code &}, {@code |}, a tab, the end
 * of the line, a quote, a bracket that closes, one of a tag, or the next name with its operator.
 */
final class Passphrase {

  private static final String ENDS = ",;&|<>";
  private static final String OPENING = "([{";
  private static final String CLOSING = ")]}";

  /** Behind a backslash: the end of a line, or a tab. */
  private static final String ESCAPED_BLANKS = "nrt";

  private final String text;

  /** The index after the last word but one, and after the last, of those that are complete. */
  private int before;

  private int end;

  /** Where the current word begins. */
  private int word;

  /** Brackets that are open. */
  private int depth;

  private Passphrase(String text, int wordEnd) {
    this.text = text;
    this.before = wordEnd;
    this.end = wordEnd;
    this.word = wordEnd;
  }

  /**
   * The index after the words that a value goes on with; the same index where it does not, as it is
   * complete: a number, what is enclosed, or has its own grammar and so spaces in it already.
   *
   * @param start where the value begins
   * @param wordEnd the index after its first word
   */
  static int end(String text, int start, int wordEnd) {
    boolean more = wordEnd < text.length() && isGap(text.charAt(wordEnd));
    return more && isWord(text, start, wordEnd)
        ? new Passphrase(text, wordEnd).read(wordEnd)
        : wordEnd;
  }

  private static boolean isWord(String text, int start, int end) {
    char last = start < end ? text.charAt(end - 1) : ' ';
    if (CLOSING.indexOf(last) >= 0 || QuoteSign.ALL.indexOf(last) >= 0) {
      return false;
    }
    boolean number = true;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (Character.isWhitespace(c)) {
        return false;
      }
      number &= c >= '0' && c <= '9';
    }
    return !number;
  }

  private int read(int from) {
    int i = from;
    while (i < text.length()) {
      if (isGap(text.charAt(i))) {
        endWord(i);
        i++;
        word = i;
        continue;
      }
      int sign = skipBackslashes(i);
      long escape = sign < text.length() ? Escape.ofSign(text, sign) : Escape.NONE;
      char c = escape == Escape.NONE ? text.charAt(i) : Escape.character(escape);
      if (TextSign.isOperator(c)) {
        return word < i ? end : before;
      }
      if (c == '\\' ? endsBehind(sign) : ends(c, escape == Escape.NONE ? i : -1)) {
        break;
      }
      i = escape == Escape.NONE ? Math.max(sign, i + 1) : Escape.end(escape);
    }
    endWord(i);
    return end;
  }

  private void endWord(int index) {
    if (word < index) {
      before = end;
      end = index;
    }
  }

  /**
   * Whether a character ends the value.
   *
   * @param index where it stands, -1 where it is escaped
   */
  private boolean ends(char c, int index) {
    if (OPENING.indexOf(c) >= 0) {
      depth++;
      return false;
    }
    if (CLOSING.indexOf(c) >= 0) {
      return --depth < 0;
    }
    return ENDS.indexOf(c) >= 0
        || (Character.isWhitespace(c) && !isGap(c))
        || (QuoteSign.ALL.indexOf(c) >= 0 && !isApostrophe(index));
  }

  /** A sign within a word is none of a quote. */
  private boolean isApostrophe(int index) {
    return index >= 0
        && index + 1 < text.length()
        && Character.isLetterOrDigit(text.charAt(index - 1))
        && Character.isLetterOrDigit(text.charAt(index + 1));
  }

  /** Whether a quote or a line break is escaped by the backslashes before it. */
  private boolean endsBehind(int backslashes) {
    char c = backslashes < text.length() ? text.charAt(backslashes) : ' ';
    return QuoteSign.ALL.indexOf(c) >= 0 || ESCAPED_BLANKS.indexOf(c) >= 0;
  }

  private int skipBackslashes(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == '\\') {
      i++;
    }
    return i;
  }

  private static boolean isGap(char c) {
    return c == ' ' || Character.getType(c) == Character.SPACE_SEPARATOR;
  }
}
