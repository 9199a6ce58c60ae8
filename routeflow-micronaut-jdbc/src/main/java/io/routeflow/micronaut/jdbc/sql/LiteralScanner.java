package io.routeflow.micronaut.jdbc.sql;

/** Finds where a literal or a quoted name ends. Each method visits a character at most twice. */
final class LiteralScanner {
  /** No end, or more than one way to read the text. */
  static final int DOUBT = -1;

  private static final int MAX_DOLLAR_TAG = 64;

  private final CharSequence sql;
  private final int length;

  LiteralScanner(CharSequence sql) {
    this.sql = sql;
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
    return DOUBT;
  }

  /** The index after a string whose opening quote is at {@code open}. */
  int string(int open, Backslash backslash) {
    char quote = Characters.at(sql, open);
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
          return DOUBT;
        }
      }
    }
    return DOUBT;
  }

  /** The index after an alternatively quoted string whose quote is at {@code open}. */
  int alternative(int open) {
    if (open + 1 >= length) {
      return DOUBT;
    }
    char close = closing(Characters.at(sql, open + 1));
    for (int i = open + 2; i + 1 < length; i++) {
      if (Characters.at(sql, i) == close && Characters.at(sql, i + 1) == '\'') {
        return i + 2;
      }
    }
    return DOUBT;
  }

  /** The index after a dollar quoted string whose first dollar is at {@code open}. */
  int dollarQuoted(int open, boolean tags) {
    int body = dollarTag(open, tags);
    if (body == DOUBT) {
      return DOUBT;
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
    return DOUBT;
  }

  /** The index after a number that starts at {@code start}, with whatever sticks to it. */
  int number(int start) {
    int i = start;
    while (i < length && Characters.isDigit(Characters.at(sql, i))) {
      i++;
    }
    while (i < length) {
      char c = Characters.at(sql, i);
      boolean exponent = (c == 'e' || c == 'E') && isSignedDigit(i + 1);
      if (exponent) {
        i += 2;
      } else if (Characters.isWordPart(c) || (c == '.' && at(i + 1) != '.')) {
        i++;
      } else {
        break;
      }
    }
    return i;
  }

  /** The character at an index, or NUL behind the end. */
  char at(int index) {
    return index < length ? Characters.at(sql, index) : '\0';
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
        return DOUBT;
      }
      i++;
    }
    return DOUBT;
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
