package io.routeflow.micronaut.policy.masking;

/**
 * Where a secret in a text ends. A text has no grammar, so what could still belong to the secret
 * does. Each method takes where the secret begins and answers the index after it.
 */
final class SecretValue {

  private static final String CLOSERS = ",;)]}>\"'";

  /** By which SQL, Python, C, C#, shells and others mark a string. */
  private static final String PREFIXES = "NnBbRrUuEeXxFfQqL$@";

  /** Letters before the quote of a string. */
  private static final int MAX_PREFIX = 2;

  private SecretValue() {}

  /**
   * A value in quotes, in brackets, or up to the next space.
   *
   * @param inQuotes what {@link Enclosure#end} has found
   * @param level how the separators around the value are escaped
   */
  static int end(CharSequence text, int start, int inQuotes, int level) {
    int enclosed = inQuotes < 0 ? prefixedEnd(text, start) : inQuotes;
    if (enclosed >= 0) {
      return endsHere(text, enclosed) ? enclosed : runEnd(text, enclosed, level);
    }
    int block = TextBlock.end(text, start);
    if (block >= 0) {
      return block;
    }
    int end = runEnd(text, start, level);
    if (RequestAuth.registered(text, start, end) != null && isSpace(text, end)) {
      return runEnd(text, skipSpaces(text, end), level);
    }
    return NumberGroups.end(text, start, end);
  }

  /** The value of a JSON member that is not enclosed. */
  static int jsonEnd(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0 && !isSpace(text, end)) {
      end++;
    }
    return end;
  }

  /** The value of a header that has spaces and separators of its own, and is not enclosed. */
  static int lineEnd(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /**
   * Up to the next space or {@code &}, without the closing punctuation at its end. What is in
   * brackets behind a word belongs to it, as in the text of a record: {@code Token[value=…, …]}.
   */
  private static int runEnd(CharSequence text, int start, int level) {
    int end = start;
    int least = start;
    while (end < text.length() && !isSpace(text, end)) {
      long escape = escapeAt(text, end);
      if (isAmpersand(text, end, escape, level)) {
        end = Escape.start(text, end, start);
        break;
      }
      if (end > start && Enclosure.isOpening(text.charAt(end)) && isWord(text.charAt(end - 1))) {
        end = Enclosure.bracketEnd(text, end, Escape.NONE);
        least = end;
        continue;
      }
      end = escape == Escape.NONE ? end + 1 : Escape.end(escape);
    }
    while (end > least && CLOSERS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  /** One that is not escaped, or is in HTML, or as the separators are. */
  private static boolean isAmpersand(CharSequence text, int index, long escape, int level) {
    char c = text.charAt(index);
    if (escape == Escape.NONE) {
      return c == '&';
    }
    return Escape.character(escape) == '&'
        && (c == '&' || Escape.level(text, index, escape) == level);
  }

  private static long escapeAt(CharSequence text, int index) {
    return Escape.ofSign(text, index);
  }

  static int skipSpaces(CharSequence text, int start) {
    int index = start;
    while (index < text.length() && isBlank(text.charAt(index))) {
      index++;
    }
    return index;
  }

  /** What is taken for no part of a value where it ends one. */
  static int skipClosers(CharSequence text, int start) {
    int index = start;
    while (index < text.length() && CLOSERS.indexOf(text.charAt(index)) >= 0) {
      index++;
    }
    return index;
  }

  /** A quote behind the letters by which languages mark a string: {@code N'…'}, {@code b"…"}. */
  private static int prefixedEnd(CharSequence text, int start) {
    for (int quote = start + 1; quote <= start + MAX_PREFIX && quote < text.length(); quote++) {
      if (!isPrefix(text.charAt(quote - 1))) {
        return -1;
      }
      if (QuoteSign.ASCII.indexOf(text.charAt(quote)) >= 0) {
        int tripled = Enclosure.tripledEnd(text, quote, quote + 1);
        boolean opens = quote + 1 < text.length() && CLOSERS.indexOf(text.charAt(quote + 1)) < 0;
        return opens ? Enclosure.quotedEnd(text, quote, 0, quote + 1) : tripled;
      }
    }
    return -1;
  }

  private static boolean isPrefix(char c) {
    return PREFIXES.indexOf(c) >= 0;
  }

  static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  static boolean endsHere(CharSequence text, int index) {
    return index == text.length()
        || isAmpersand(text, index, escapeAt(text, index), Escape.PLAIN)
        || isSpace(text, index)
        || CLOSERS.indexOf(text.charAt(index)) >= 0;
  }

  /** A space that may be within a value but does not begin one is skipped as well. */
  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  static boolean isSpace(CharSequence text, int index) {
    return index < text.length() && Character.isWhitespace(text.charAt(index));
  }
}
