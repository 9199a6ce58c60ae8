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
   * @param inQuotes what {@link #enclosedEnd} has found
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
      if (end > start && isOpening(text.charAt(end)) && isWord(text.charAt(end - 1))) {
        end = bracketEnd(text, end);
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
    return Escape.isSign(text.charAt(index)) ? Escape.at(text, index, text.length()) : Escape.NONE;
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
        boolean opens = quote + 1 < text.length() && CLOSERS.indexOf(text.charAt(quote + 1)) < 0;
        return opens ? quotedEnd(text, quote, 0) : -1;
      }
    }
    return -1;
  }

  private static boolean isPrefix(char c) {
    return PREFIXES.indexOf(c) >= 0;
  }

  private static boolean isWord(char c) {
    return Character.isLetterOrDigit(c) || c == '_';
  }

  private static boolean isOpening(char c) {
    return c == '[' || c == '{' || c == '(';
  }

  static boolean endsHere(CharSequence text, int index) {
    return index == text.length()
        || isAmpersand(text, index, escapeAt(text, index), Escape.PLAIN)
        || isSpace(text, index)
        || CLOSERS.indexOf(text.charAt(index)) >= 0;
  }

  /** After what stands in quotes or in brackets, -1 where nothing does. */
  static int enclosedEnd(CharSequence text, int start, String quotes) {
    int quote = start;
    while (quote < text.length() && text.charAt(quote) == '\\') {
      quote++;
    }
    if (quote == text.length()) {
      return -1;
    }
    char c = text.charAt(quote);
    if (quotes.indexOf(c) >= 0) {
      return quotedEnd(text, quote, quote - start);
    }
    long escape = escapeAt(text, quote);
    if (escape != Escape.NONE && quotes.indexOf(Escape.character(escape)) >= 0) {
      return escapedQuoteEnd(text, quote, escape);
    }
    return quote == start && isOpening(c) ? bracketEnd(text, start) : -1;
  }

  /**
   * After the quote that closes what the quote at an index opens, or the end of the text.
   *
   * @param escapes the backslashes before the opening quote: the text may be JSON within a string
   */
  private static int quotedEnd(CharSequence text, int open, int escapes) {
    char quote = text.charAt(open);
    int backslashes = 0;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        backslashes++;
        continue;
      }
      if (QuoteSign.closes(quote, c) && closes(backslashes, escapes)) {
        if (i + 1 == text.length() || text.charAt(i + 1) != c) {
          return i + 1;
        }
        i++; // doubled, as in SQL
      }
      backslashes = 0;
    }
    return text.length();
  }

  /** After the escaped quote that closes what another one opens, or the end of the text. */
  private static int escapedQuoteEnd(CharSequence text, int open, long opening) {
    char quote = Escape.character(opening);
    int escapes = open - Escape.start(text, open, 0);
    int backslashes = 0;
    int i = Escape.end(opening);
    while (i < text.length()) {
      long escape = escapeAt(text, i);
      char c = escape == Escape.NONE ? text.charAt(i) : Escape.character(escape);
      int next = escape == Escape.NONE ? i + 1 : Escape.end(escape);
      if (QuoteSign.closes(quote, c) && escape != Escape.NONE && closes(backslashes, escapes)) {
        if (next == text.length() || !isEscaped(text, next, c)) {
          return next;
        }
        next = Escape.end(escapeAt(text, next)); // doubled, as in SQL
      }
      backslashes = c == '\\' ? backslashes + 1 : 0;
      i = next;
    }
    return text.length();
  }

  private static boolean isEscaped(CharSequence text, int index, char c) {
    long escape = escapeAt(text, index);
    return escape != Escape.NONE && Escape.character(escape) == c;
  }

  /**
   * Whether a quote behind so many backslashes closes what one behind {@code escapes} opened. Each
   * level of JSON within a string doubles the backslashes, so that one at the end of the value, two
   * in its own JSON, is a multiple of a power of two here; fewer belong to a level further out.
   */
  private static boolean closes(int backslashes, int escapes) {
    int ofBackslash = escapes == 0 ? 2 : Integer.highestOneBit(escapes) << 2;
    return backslashes < escapes || (backslashes - escapes) % ofBackslash == 0;
  }

  private static int bracketEnd(CharSequence text, int open) {
    int depth = 0;
    int i = open;
    while (i < text.length()) {
      int quoted = quotedInBrackets(text, i);
      if (quoted > i) {
        i = quoted;
        continue;
      }
      char c = text.charAt(i);
      if (isOpening(c)) {
        depth++;
      } else if ((c == ']' || c == '}' || c == ')') && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return text.length();
  }

  /** After what stands in quotes here; an apostrophe may be a part of a word. */
  private static int quotedInBrackets(CharSequence text, int index) {
    char c = text.charAt(index);
    if (c == '"' || (c == '\'' && mayOpen(text, index))) {
      return quotedEnd(text, index, index - Escape.start(text, index, 0));
    }
    long escape = escapeAt(text, index);
    boolean quote = escape != Escape.NONE && QuoteSign.ASCII.indexOf(Escape.character(escape)) >= 0;
    return quote && (Escape.character(escape) == '"' || mayOpen(text, index))
        ? escapedQuoteEnd(text, index, escape)
        : -1;
  }

  private static boolean mayOpen(CharSequence text, int quote) {
    int before = Escape.start(text, quote, 0) - 1;
    return before >= 0 && ("[{(,:=".indexOf(text.charAt(before)) >= 0 || isSpace(text, before));
  }

  /** A space that may be within a value but does not begin one is skipped as well. */
  static boolean isBlank(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isSpace(CharSequence text, int index) {
    return index < text.length() && Character.isWhitespace(text.charAt(index));
  }
}
