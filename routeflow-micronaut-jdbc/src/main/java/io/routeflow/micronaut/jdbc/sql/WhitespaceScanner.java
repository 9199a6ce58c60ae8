package io.routeflow.micronaut.jdbc.sql;

/** Skips white space and comments. */
final class WhitespaceScanner {
  /** A comment without an end, or with more than one possible end. */
  static final int AMBIGUOUS = -1;

  private final CharSequence sql;
  private final int length;
  private final boolean nested;
  private final boolean flat;
  private final boolean hash;
  private final boolean slashes;
  private final boolean strictDashes;
  private final boolean executable;

  WhitespaceScanner(CharSequence sql, SqlDialect dialect) {
    this.sql = sql;
    this.length = sql.length();
    this.nested = dialect.has(DialectFeature.NESTED_COMMENTS);
    this.flat = dialect.has(DialectFeature.FLAT_COMMENTS);
    this.hash = dialect.has(DialectFeature.HASH_COMMENTS);
    this.slashes = dialect.has(DialectFeature.SLASH_COMMENTS);
    this.strictDashes = dialect.has(DialectFeature.STRICT_DASHES);
    this.executable = dialect.has(DialectFeature.EXECUTABLE_COMMENTS);
  }

  /** The index of the first character that is neither blank nor comment. */
  int skip(int from) {
    int i = from;
    while (i >= 0 && i < length) {
      char c = Characters.at(sql, i);
      if (Characters.isBlank(c)) {
        i++;
        continue;
      }
      if (!Characters.startsBlank(c)) {
        return i;
      }
      int next =
          switch (c) {
            case '-' -> startsDashes(i) ? line(i + 2) : i;
            case '#' -> hash ? line(i + 1) : i;
            case '/' -> slash(i);
            default -> i;
          };
      if (next == i) {
        return i;
      }
      i = next;
    }
    return i;
  }

  private int slash(int i) {
    char next = at(i + 1);
    if (next == '*') {
      return executable && isExecuted(i + 2) ? executed(i + 2) : block(i + 2);
    }
    return slashes && next == '/' ? line(i + 2) : i;
  }

  private boolean startsDashes(int i) {
    if (at(i + 1) != '-') {
      return false;
    }
    // of the blanks of all the world, MySQL knows those of ASCII
    return !strictDashes || i + 2 >= length || (at(i + 2) <= ' ' && Characters.isBlank(at(i + 2)));
  }

  private int line(int from) {
    for (int i = from; i < length; i++) {
      char c = Characters.at(sql, i);
      if (c == '\n') {
        return i + 1;
      }
      // Databases disagree whether a lone carriage return ends the line.
      if (c == '\r' && i + 1 < length && Characters.at(sql, i + 1) != '\n') {
        return AMBIGUOUS;
      }
    }
    return length;
  }

  /** With an exclamation mark, as in MySQL; with a letter before that, as in MariaDB. */
  private boolean isExecuted(int from) {
    return at(from) == '!' || (at(from) == 'M' && at(from + 1) == '!');
  }

  /** Whether it is executed depends on versions; both readings must find the same end. */
  private int executed(int from) {
    for (int i = from; i + 1 < length; i++) {
      char c = Characters.at(sql, i);
      char next = Characters.at(sql, i + 1);
      if (c == '*' && next == '/') {
        return i + 2;
      }
      boolean comment = c == '#' || (c == '-' && next == '-') || (c == '/' && next == '*');
      if (comment || Characters.isQuote(c)) {
        return AMBIGUOUS;
      }
    }
    return AMBIGUOUS;
  }

  private int block(int from) {
    int open = 1;
    for (int i = from; i + 1 < length; i++) {
      char c = Characters.at(sql, i);
      char next = Characters.at(sql, i + 1);
      if (c == '*' && next == '/') {
        i++;
        open--;
        if (open == 0) {
          return i + 1;
        }
      } else if (c == '/' && next == '*' && !flat) {
        if (!nested) {
          return AMBIGUOUS;
        }
        i++;
        open++;
      }
    }
    return AMBIGUOUS;
  }

  private char at(int index) {
    return index < length ? Characters.at(sql, index) : '\0';
  }
}
