package io.routeflow.micronaut.jdbc.sql;

/** Finds where a literal or a quoted name ends. Each method visits a character at most twice. */
final class LiteralScanner {
  /** No end, or more than one way to read the text. */
  static final int AMBIGUOUS = -1;

  private static final int MAX_DOLLAR_TAG = 64;
  private static final int LONGEST_KEYWORD = 16;
  private static final int BINARY = 2;
  private static final int HEX = 16;

  private final CharSequence sql;
  private final int length;
  private final boolean suffixes;

  LiteralScanner(CharSequence sql, SqlDialect dialect) {
    this.sql = sql;
    this.suffixes = dialect.has(DialectFeature.NUMBER_SUFFIXES);
    this.length = sql.length();
  }

  /** The index after a name whose opening quote is at {@code open}; the quote doubled is part. */
  int quotedName(int open, char close) {
    for (int i = open + 1; i < length; i++) {
      if (Characters.at(sql, i) == close) {
        if (at(i + 1) != close) {
          return i + 1;
        }
        i++;
      }
    }
    return AMBIGUOUS;
  }

  /** The index after a string whose opening quote is at {@code open}. */
  int string(int open, Backslash backslash) {
    char quote = Characters.at(sql, open);
    if (backslash == Backslash.AMBIGUOUS && ThreeQuotes.mayOpen(sql, open)) {
      return AMBIGUOUS;
    }
    for (int i = open + 1; i < length; i++) {
      char c = Characters.at(sql, i);
      if (c == quote) {
        if (at(i + 1) != quote) {
          return i + 1;
        }
        i++;
      } else if (c == '\\' && backslash != Backslash.LITERAL) {
        // Two backslashes before the quote close the string under either reading.
        char next = at(i + 1);
        if (backslash == Backslash.ESCAPE || next == '\\') {
          i++;
        } else if (next == quote) {
          return AMBIGUOUS;
        }
      }
    }
    return AMBIGUOUS;
  }

  /**
   * The index after a string with backslash escapes and all that continues it: a string right
   * behind it is a part of it, with the same escapes.
   */
  int escapeString(int open, WhitespaceScanner whitespace) {
    int end = string(open, Backslash.ESCAPE);
    while (end != AMBIGUOUS) {
      int next = whitespace.skip(end);
      if (next == WhitespaceScanner.AMBIGUOUS) {
        return AMBIGUOUS;
      }
      if (at(next) != '\'') {
        return end;
      }
      end = string(next, Backslash.ESCAPE);
    }
    return end;
  }

  /** The index after an alternatively quoted string whose quote is at {@code open}. */
  int alternative(int open) {
    if (open + 1 >= length) {
      return AMBIGUOUS;
    }
    char close = closing(Characters.at(sql, open + 1));
    for (int i = open + 2; i + 1 < length; i++) {
      if (Characters.at(sql, i) == close && Characters.at(sql, i + 1) == '\'') {
        return i + 2;
      }
    }
    return AMBIGUOUS;
  }

  /** The index after a dollar quoted string whose first dollar is at {@code open}. */
  int dollarQuoted(int open, boolean tags) {
    int body = dollarTag(open, tags);
    if (body == AMBIGUOUS) {
      return AMBIGUOUS;
    }
    int tagLength = body - open;
    int i = body;
    while (i < length) {
      if (Characters.at(sql, i) != '$') {
        i++;
        continue;
      }
      int same = 1;
      while (same < tagLength && at(i + same) == Characters.at(sql, open + same)) {
        same++;
      }
      if (same == tagLength) {
        return i + tagLength;
      }
      i += same;
    }
    return AMBIGUOUS;
  }

  /**
   * The index after a number that starts at {@code start}, with whatever sticks to it, unless that
   * is a word that goes on with the statement.
   */
  int number(int start) {
    int i = digits(start);
    boolean complete = !isOtherBase(start, i);
    boolean exponent = false;
    while (i < length) {
      char c = Characters.at(sql, i);
      boolean e = c == 'e' || c == 'E';
      boolean signed = e && isSignedDigit(i + 1);
      if (complete && Characters.isWordStart(c)) {
        complete = !exponent && (signed || (e && Characters.isDigit(at(i + 1))));
        exponent = true;
        if (!complete && isComplete(i, TokenKind.VALUE)) {
          return i;
        }
        if (!complete && isSuffix(c) && isComplete(i + 1, TokenKind.VALUE)) {
          return i + 1;
        }
      }
      if (signed) {
        i += 2;
      } else if (Characters.isWordPart(c) || (c == '.' && at(i + 1) != '.')) {
        i++;
      } else {
        return i;
      }
    }
    return i;
  }

  /** H2's 15L, and Oracle's 1.5f and 1.5d. */
  private boolean isSuffix(char c) {
    return suffixes && "LlFfDd".indexOf(c) >= 0;
  }

  /** The index after an amount; in {@code $-5} the sign is an operator behind {@code $}. */
  int money(int dollar, boolean known) {
    if (!known) {
      return AMBIGUOUS;
    }
    boolean fraction = at(dollar + 1) == '.' && Characters.isDigit(at(dollar + 2));
    return fraction ? number(dollar + 1) : dollar + 1;
  }

  /** The index after the digits from {@code start} on. */
  int digits(int start) {
    int i = start;
    while (i < length && Characters.isDigit(Characters.at(sql, i))) {
      i++;
    }
    return i;
  }

  /** The index after a bare name that starts with digits; AMBIGUOUS where it may be a number. */
  int nameWithDigits(int start) {
    int i = digits(start);
    boolean exponent = Characters.upper(at(i)) == 'E' && !Characters.isWordStart(at(i + 1));
    if (!Characters.isWordStart(at(i)) || exponent || isOtherBase(start, i)) {
      return AMBIGUOUS;
    }
    return wordEnd(i);
  }

  /**
   * The same where nothing but a name can stand: then only what is all of a number is none, as
   * {@code 0xFF}, {@code 0b01} and {@code 1e5} are.
   */
  int placedName(int start) {
    int digitsEnd = digits(start);
    int nameEnd = wordEnd(digitsEnd);
    boolean name = Characters.isWordStart(at(digitsEnd)) && !isNumber(start, digitsEnd, nameEnd);
    return name ? nameEnd : AMBIGUOUS;
  }

  /** The same where a dot, before it or behind it, makes it a part of a longer name. */
  int partOfName(int start, boolean afterDot) {
    if (afterDot) {
      return placedName(start);
    }
    int nameEnd = nameWithDigits(start);
    return qualifies(nameEnd) ? nameEnd : AMBIGUOUS;
  }

  private boolean qualifies(int nameEnd) {
    if (nameEnd == AMBIGUOUS || at(nameEnd) != '.') {
      return false;
    }
    char next = at(nameEnd + 1);
    return Characters.isWordStart(next) || next == '`' || next == '*';
  }

  /** The index after the characters of words from {@code start} on. */
  int wordEnd(int start) {
    int i = start;
    while (i < length && Characters.isWordPart(Characters.at(sql, i))) {
      i++;
    }
    return i;
  }

  /**
   * Whether a known word at {@code start} says that what stands before it is complete.
   *
   * @param kind what that is
   */
  boolean isComplete(int start, int kind) {
    int more = kind == TokenKind.NAME ? KeywordRole.AFTER_DEFINED_NAME : 0;
    long packed = 0;
    int i = start;
    while (i < length && Characters.isWordPart(Characters.at(sql, i))) {
      if (i - start == LONGEST_KEYWORD) {
        return false;
      }
      packed = KeywordTable.pack(packed, Characters.at(sql, i));
      i++;
    }
    return KeywordTable.find(sql, start, i, packed).is(KeywordRole.AFTER_OPERAND | more);
  }

  /** Whether a bare name starts behind a bracket, perhaps after blanks, and no list of values. */
  boolean startsName(int start) {
    return Characters.isWordStart(at(afterBlanks(start))) && !holdsValue(start);
  }

  /** Whether there is a whole string before the bracket that closes. */
  private boolean holdsValue(int start) {
    int quotes = 0;
    for (int i = start; i < length && Characters.at(sql, i) != ']'; i++) {
      char c = Characters.at(sql, i);
      quotes += c == '\'' || (c == '$' && at(i + 1) == '$') ? 1 : 0;
    }
    return quotes > 1;
  }

  /**
   * Whether something between brackets would hide, or end, other things if they held a name.
   *
   * @param names whether a quote right behind the bracket can be part of a name
   */
  boolean hidesInBrackets(int start, boolean names) {
    int i = afterBlanks(start);
    if (!names && Characters.isQuote(at(i))) {
      return false;
    }
    for (; i < length; i++) {
      char c = Characters.at(sql, i);
      if (c == ']' || c == '[') {
        return false;
      }
      char next = at(i + 1);
      boolean comment = (c == '-' && next == '-') || (c == '/' && (next == '*' || next == '/'));
      if (comment || Characters.isQuote(c) || (c == '$' && !Characters.isDigit(next))) {
        return true;
      }
    }
    return true;
  }

  /** The character at an index, or NUL behind the end. */
  char at(int index) {
    return index < length ? Characters.at(sql, index) : '\0';
  }

  /** The index of the first character from {@code start} on that is not blank. */
  int afterBlanks(int start) {
    int i = start;
    while (i < length && Characters.isBlank(Characters.at(sql, i))) {
      i++;
    }
    return i;
  }

  private boolean isOtherBase(int start, int digitsEnd) {
    char base = Characters.upper(at(digitsEnd));
    return digitsEnd == start + 1
        && at(start) == '0'
        && (base == 'X' || base == 'B' || base == 'O');
  }

  /** Whether a word that starts with digits is a number as a whole, or the beginning of one. */
  private boolean isNumber(int start, int digitsEnd, int wordEnd) {
    if (isOtherBase(start, digitsEnd)) {
      int radix = Characters.upper(at(digitsEnd)) == 'B' ? BINARY : HEX;
      return digitsEnd + 1 < wordEnd && holdsDigits(digitsEnd + 1, wordEnd, radix);
    }
    boolean exponent = Characters.upper(at(digitsEnd)) == 'E';
    return exponent && (isSignedDigit(digitsEnd + 1) || Characters.isDigit(at(digitsEnd + 1)));
  }

  private boolean holdsDigits(int start, int end, int radix) {
    int i = start;
    while (i < end && Character.digit(Characters.at(sql, i), radix) >= 0) {
      i++;
    }
    return i == end;
  }

  private boolean isSignedDigit(int index) {
    char sign = at(index);
    return (sign == '+' || sign == '-') && Characters.isDigit(at(index + 1));
  }

  private int dollarTag(int open, boolean tags) {
    int i = open + 1;
    int limit = tags ? Math.min(length, i + MAX_DOLLAR_TAG) : Math.min(length, i + 1);
    while (i < limit) {
      char c = Characters.at(sql, i);
      if (c == '$') {
        return i + 1;
      }
      if (!Characters.isWordPart(c) || (i == open + 1 && Characters.isDigit(c))) {
        return AMBIGUOUS;
      }
      i++;
    }
    return AMBIGUOUS;
  }

  private static char closing(char opening) {
    return switch (opening) {
      case '[' -> ']';
      case '{' -> '}';
      case '(' -> ')';
      case '<' -> '>';
      default -> opening;
    };
  }
}
