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

  private static final int NONE = -1;

  /** A quote that may open a string, but none closes it. */
  private static final int UNCLOSED = -2;

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
        boolean opens = quote + 1 < text.length() && CLOSERS.indexOf(text.charAt(quote + 1)) < 0;
        return opens ? quotedEnd(text, quote, 0, quote + 1) : -1;
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
      return quotedEnd(text, quote, quote - start, quote + 1);
    }
    long escape = escapeAt(text, quote);
    if (escape != Escape.NONE && quotes.indexOf(Escape.character(escape)) >= 0) {
      return escapedQuoteEnd(text, quote, escape, Escape.end(escape));
    }
    return quote == start && isOpening(c) ? bracketEnd(text, start) : -1;
  }

  /**
   * After the quote that closes what the quote at an index opens, or the end of the text.
   *
   * @param escapes the backslashes before the opening quote: the text may be JSON within a string
   * @param from where the closing quote is looked for
   */
  private static int quotedEnd(CharSequence text, int open, int escapes, int from) {
    char quote = text.charAt(open);
    int backslashes = 0;
    for (int i = from; i < text.length(); i++) {
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
  private static int escapedQuoteEnd(CharSequence text, int open, long opening, int from) {
    char quote = Escape.character(opening);
    int escapes = open - Escape.start(text, open, 0);
    int backslashes = 0;
    int i = from;
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

  /**
   * After the bracket that closes another one. An apostrophe may be a part of a word, and an
   * escaped quote a sign of inches, so the text is read with these as quotes and without, and the
   * later end is taken.
   */
  private static int bracketEnd(CharSequence text, int open) {
    return Math.max(bracketEnd(text, open, true), bracketEnd(text, open, false));
  }

  private static int bracketEnd(CharSequence text, int open, boolean withAllQuotes) {
    boolean apostrophes = withAllQuotes;
    int depth = 0;
    int i = open;
    while (i < text.length()) {
      char c = text.charAt(i);
      boolean mayQuote = withAllQuotes || c == '"';
      int quoted = mayQuote ? quotedInBrackets(text, i, apostrophes) : NONE;
      if (quoted > i) {
        i = quoted;
        continue;
      }
      apostrophes = apostrophes && quoted != UNCLOSED; // nor is one that follows
      if (isOpening(c)) {
        depth++;
      } else if ((c == ']' || c == '}' || c == ')') && --depth == 0) {
        return i + 1;
      }
      i++;
    }
    return text.length();
  }

  /** After what stands in quotes here, {@link #NONE} or {@link #UNCLOSED}. */
  private static int quotedInBrackets(CharSequence text, int index, boolean apostrophes) {
    long escape = escapeAt(text, index);
    char c = escape == Escape.NONE ? text.charAt(index) : Escape.character(escape);
    if (c == '"') {
      return stringEnd(text, index, escape, stringStart(index, escape));
    }
    return c == '\'' && apostrophes && mayOpen(text, index)
        ? apostropheEnd(text, index, escape)
        : NONE;
  }

  /** Behind an apostrophe that no word goes on after, as it does in {@code it's}. */
  private static int apostropheEnd(CharSequence text, int open, long escape) {
    int end = stringEnd(text, open, escape, stringStart(open, escape));
    while (end < text.length() && isWord(text.charAt(end))) {
      end = stringEnd(text, open, escape, end);
    }
    return end < text.length() ? end : UNCLOSED;
  }

  private static int stringStart(int open, long escape) {
    return escape == Escape.NONE ? open + 1 : Escape.end(escape);
  }

  private static int stringEnd(CharSequence text, int open, long escape, int from) {
    return escape == Escape.NONE
        ? quotedEnd(text, open, open - Escape.start(text, open, 0), from)
        : escapedQuoteEnd(text, open, escape, from);
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
