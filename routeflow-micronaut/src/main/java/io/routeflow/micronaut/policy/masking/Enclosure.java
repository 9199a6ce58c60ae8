package io.routeflow.micronaut.policy.masking;

/** Where a value in a text ends that stands in quotes or in brackets, escaped ones as well. */
final class Enclosure {

  private static final int NONE = -1;

  /** A quote that may open a string, but none closes it. */
  private static final int UNCLOSED = -2;

  /** Of a quote that is written three times, with what escapes it. */
  private static final int LONGEST_SIGN = 16;

  private Enclosure() {}

  /** After what stands in quotes or in brackets, -1 where nothing does. */
  static int end(CharSequence text, int start, String quotes) {
    int sign = signOf(text, start);
    if (sign == text.length()) {
      return NONE;
    }
    long escape = quotes.indexOf(text.charAt(sign)) >= 0 ? Escape.NONE : escapeAt(text, sign);
    char c = escape == Escape.NONE ? text.charAt(sign) : Escape.character(escape);
    if (quotes.indexOf(c) >= 0) {
      return stringEnd(text, sign, escape, stringStart(sign, escape));
    }
    boolean opens = isOpening(c) && (sign == start || escape != Escape.NONE);
    return opens ? bracketEnd(text, sign, escape) : NONE;
  }

  /** Whether a quote or a bracket stands here that may open a value. */
  static boolean begins(CharSequence text, int start) {
    int sign = signOf(text, start);
    if (sign == text.length()) {
      return false;
    }
    long escape = escapeAt(text, sign);
    char c = escape == Escape.NONE ? text.charAt(sign) : Escape.character(escape);
    return QuoteSign.ALL.indexOf(c) >= 0 || isOpening(c);
  }

  private static int signOf(CharSequence text, int start) {
    int sign = start;
    while (sign < text.length() && text.charAt(sign) == '\\') {
      sign++;
    }
    return sign;
  }

  /** The same for a header, whose value may begin with an escaped bracket and go on behind it. */
  static int ofHeader(CharSequence text, int start) {
    int sign = start < text.length() ? Escape.signAfter(text, start) : start;
    long escape = sign < text.length() ? escapeAt(text, sign) : Escape.NONE;
    boolean opens = escape != Escape.NONE && isOpening(Escape.character(escape));
    return opens ? NONE : end(text, start, QuoteSign.ASCII);
  }

  /**
   * After the quote that closes what the quote at an index opens, or the end of the text.
   *
   * @param escapes the backslashes before the opening quote: the text may be JSON within a string
   * @param from where the closing quote is looked for
   */
  static int quotedEnd(CharSequence text, int open, int escapes, int from) {
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

  /**
   * After the escaped quote that closes what another one opens, or the end of the text. One that is
   * escaped in another way, or once more, is a part of the value.
   */
  private static int escapedQuoteEnd(CharSequence text, int open, long opening, int from) {
    char quote = Escape.character(opening);
    int level = Escape.level(text, open, opening);
    int escapes = open - Escape.start(text, open, 0);
    int backslashes = 0;
    int i = from;
    while (i < text.length()) {
      long escape = escapeAt(text, i);
      char c = escape == Escape.NONE ? text.charAt(i) : Escape.character(escape);
      int next = escape == Escape.NONE ? i + 1 : Escape.end(escape);
      if (QuoteSign.closes(quote, c)
          && isOfLevel(text, i, escape, level)
          && closes(backslashes, escapes)) {
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

  private static boolean isOfLevel(CharSequence text, int index, long escape, int level) {
    return escape == Escape.NONE
        ? level == Escape.PLAIN
        : level != Escape.PLAIN && Escape.level(text, index, escape) == level;
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
   * After a string that three quotes open, as in Python, Java and TOML, and three close; -1 where
   * none is.
   *
   * @param begin where the first of these quotes begins, with what escapes it
   * @param from the index after it
   */
  static int tripledEnd(CharSequence text, int begin, int from) {
    int length = from - begin;
    int content = begin + 3 * length;
    if (length > LONGEST_SIGN || !isTripled(text, begin, begin, length)) {
      return NONE;
    }
    for (int i = content; i + 3 * length <= text.length(); i++) {
      if (isTripled(text, i, begin, length)) {
        int end = i + 3 * length;
        while (repeats(text, end, begin, length)) {
          end += length;
        }
        return end;
      }
    }
    return NONE;
  }

  private static boolean isTripled(CharSequence text, int index, int sign, int length) {
    return repeats(text, index, sign, length)
        && repeats(text, index + length, sign, length)
        && repeats(text, index + 2 * length, sign, length);
  }

  private static boolean repeats(CharSequence text, int index, int sign, int length) {
    if (text.length() - index < length) {
      return false;
    }
    for (int i = 0; i < length; i++) {
      if (text.charAt(index + i) != text.charAt(sign + i)) {
        return false;
      }
    }
    return true;
  }

  static boolean isOpening(char c) {
    return c == '[' || c == '{' || c == '(';
  }

  /**
   * After the bracket that closes another one, which is escaped in the same way. An apostrophe may
   * be a part of a word, and an escaped quote a sign of inches, so the text is read with these as
   * quotes and without, and the later end is taken.
   *
   * @param opening the escape that has its sign at that index, if the bracket is escaped
   */
  static int bracketEnd(CharSequence text, int open, long opening) {
    int level = opening == Escape.NONE ? Escape.PLAIN : Escape.level(text, open, opening);
    return Math.max(bracketEnd(text, open, level, true), bracketEnd(text, open, level, false));
  }

  private static int bracketEnd(CharSequence text, int open, int level, boolean withAllQuotes) {
    boolean doubles = level == Escape.PLAIN && isValueInBraces(text, open);
    boolean apostrophes = withAllQuotes;
    int depth = 0;
    int i = open;
    while (i < text.length()) {
      long escape = level == Escape.PLAIN ? Escape.NONE : escapeAt(text, i);
      char c = escape == Escape.NONE ? text.charAt(i) : Escape.character(escape);
      boolean ofLevel = isOfLevel(text, i, escape, level);
      boolean mayQuote = withAllQuotes || (c == '"' && ofLevel);
      int quoted = mayQuote ? quotedInBrackets(text, i, apostrophes) : NONE;
      if (quoted > i) {
        i = quoted;
        continue;
      }
      apostrophes = apostrophes && quoted != UNCLOSED; // nor is one that follows
      int next = escape == Escape.NONE ? i + 1 : Escape.end(escape);
      if (ofLevel && isOpening(c)) {
        depth++;
      } else if (doubles && depth == 1 && isDoubledBrace(text, i)) {
        next++;
      } else if (ofLevel && (c == ']' || c == '}' || c == ')') && --depth == 0) {
        return next;
      }
      i = next;
    }
    return text.length();
  }

  /** As in the strings by which ODBC and SQL Server connect: a brace in it is doubled. */
  private static boolean isValueInBraces(CharSequence text, int open) {
    int i = open - 1;
    while (i >= 0 && text.charAt(i) == ' ') {
      i--;
    }
    return i >= 0 && text.charAt(i) == '=' && text.charAt(open) == '{';
  }

  /** Another one follows that closes the value: else it is of what stands around that. */
  private static boolean isDoubledBrace(CharSequence text, int index) {
    int i = index + 2;
    if (i >= text.length() || text.charAt(index) != '}' || text.charAt(index + 1) != '}') {
      return false;
    }
    while (i < text.length() && text.charAt(i) != '}' && text.charAt(i) != ';') {
      i++;
    }
    return i < text.length() && text.charAt(i) == '}';
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
    while (end < text.length() && SecretValue.isWord(text.charAt(end))) {
      end = stringEnd(text, open, escape, end);
    }
    return end < text.length() ? end : UNCLOSED;
  }

  private static int stringStart(int open, long escape) {
    return escape == Escape.NONE ? open + 1 : Escape.end(escape);
  }

  private static int stringEnd(CharSequence text, int open, long escape, int from) {
    int begin = Escape.start(text, open, 0);
    int end =
        escape == Escape.NONE
            ? quotedEnd(text, open, open - begin, from)
            : escapedQuoteEnd(text, open, escape, from);
    boolean first = from == stringStart(open, escape);
    return first ? Math.max(end, tripledEnd(text, begin, from)) : end;
  }

  private static boolean mayOpen(CharSequence text, int quote) {
    int before = Escape.start(text, quote, 0) - 1;
    return before >= 0
        && ("[{(,:=".indexOf(text.charAt(before)) >= 0 || SecretValue.isSpace(text, before));
  }

  private static long escapeAt(CharSequence text, int index) {
    return Escape.ofSign(text, index);
  }
}
