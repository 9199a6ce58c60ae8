package io.routeflow.micronaut.jdbc.sql;

/**
 * Splits SQL text into tokens, one at a time, without allocating any. After {@link #next()} the
 * accessors describe the current token. Not thread-safe.
 */
final class SqlLexer extends Token {
  private static final int MAX_NAME = 256;

  private final int length;
  private final LiteralScanner literals;
  private final BlankScanner blanks;
  private final Backslash backslash;
  private final byte[] classes;

  SqlLexer(CharSequence sql, SqlDialect dialect) {
    super(sql, dialect);
    this.length = sql.length();
    this.literals = new LiteralScanner(sql);
    this.blanks = new BlankScanner(sql, dialect);
    this.classes = Characters.table(dialect.has(Trait.HASH_IN_NAMES));
    if (dialect.has(Trait.BACKSLASH_ESCAPES)) {
      this.backslash = Backslash.ESCAPE;
    } else {
      this.backslash = dialect.has(Trait.DOUBTFUL_BACKSLASH) ? Backslash.DOUBT : Backslash.LITERAL;
    }
  }

  /** Reads the next token, and says its kind; after END or DOUBT there is none. */
  int next() {
    previousSymbol = symbol;
    symbol = '\0';
    // Most tokens are no keywords, and to write a reference costs more than to look at it.
    if (previousKeyword != keyword) {
      previousKeyword = keyword;
    }
    noKeyword();
    int from = end;
    if (from < length && Characters.startsBlank(Characters.at(sql, from))) {
      from = blanks.skip(from);
      if (from == BlankScanner.DOUBT) {
        return doubt();
      }
    }
    spaced = from > end;
    start = from;
    return from < length ? read(Characters.at(sql, from)) : over();
  }

  private int over() {
    end = length;
    kind = depth == 0 ? TokenKind.END : TokenKind.DOUBT;
    return kind;
  }

  private void noKeyword() {
    if (keyword != Keyword.NONE) {
      keyword = Keyword.NONE;
    }
  }

  private int read(char c) {
    int classOf = Characters.classOf(c, classes);
    if ((classOf & Characters.LETTER) != 0) {
      return word(c);
    }
    if ((classOf & Characters.SYMBOL) != 0) {
      return symbol(c);
    }
    if (c == '.') {
      return dot();
    }
    return (classOf & Characters.DIGIT) != 0 ? number(start) : special(c);
  }

  private int special(char c) {
    return switch (c) {
      case '\'' -> quoted(TokenKind.VALUE, literals.string(start, backslash));
      case '"' -> doubleQuoted();
      case '`' -> name('`', Trait.BACKTICK_NAMES);
      case '[' -> dialect.has(Trait.BRACKET_NAMES) ? name(']', 0) : symbol(c);
      case '?' -> marker(start + 1);
      case ':' -> colon();
      case '@' -> at();
      case '$' -> dollar();
      case '-', '+' -> sign(c);
      case '(' -> open();
      case ')' -> close();
      case '*', '/' -> literals.at(start + 1) == '/' ? doubt() : symbol(c);
      case '#' -> dialect.has(Trait.HASH_OPERATOR) ? symbol(c) : doubt();
      default -> doubt();
    };
  }

  private int word(char first) {
    CharSequence text = sql;
    byte[] table = classes;
    int i = start;
    int classOf = 0;
    long packed = KeywordTable.pack(0, first);
    while (++i < length) {
      char c = Characters.at(text, i);
      classOf = Characters.classOf(c, table);
      if ((classOf & Characters.WORD) == 0) {
        break;
      }
      packed = KeywordTable.pack(packed, c);
    }
    Keyword found = KeywordTable.find(text, start, i, packed);
    if (found != Keyword.NONE) {
      keyword = found;
    }
    if ((classOf & Characters.AFTER_PREFIX) != 0) {
      return wordBeforeQuote(i, Characters.at(text, i));
    }
    return token(i - start > MAX_NAME ? TokenKind.VALUE : TokenKind.WORD, i);
  }

  private int wordBeforeQuote(int wordEnd, char after) {
    char first = Characters.upper(Characters.at(sql, start));
    if (after == '&') {
      char quote = literals.at(wordEnd + 1);
      boolean unicode = wordEnd == start + 1 && first == 'U' && (quote == '\'' || quote == '"');
      return unicode ? unicode(wordEnd + 1, quote) : token(TokenKind.WORD, wordEnd);
    }
    LiteralPrefix prefix =
        after == '\'' ? LiteralPrefix.of(sql, start, wordEnd, dialect) : LiteralPrefix.NONE;
    if (prefix != LiteralPrefix.NONE) {
      return quoted(TokenKind.VALUE, literal(prefix, wordEnd));
    }
    boolean introducer = first == '_' && dialect.has(Trait.BACKSLASH_ESCAPES);
    if (keyword != Keyword.NONE || (introducer && after != '`')) {
      return token(TokenKind.WORD, wordEnd);
    }
    // A word that runs into a quote is what the inside of a misread literal looks like.
    return doubt();
  }

  private int literal(LiteralPrefix prefix, int quoteAt) {
    return switch (prefix) {
      case ALTERNATIVE -> literals.alternative(quoteAt);
      case ESCAPE -> literals.string(quoteAt, Backslash.ESCAPE);
      default -> literals.string(quoteAt, backslash);
    };
  }

  private int unicode(int quoteAt, char quote) {
    if (quote == '\'') {
      return quoted(TokenKind.VALUE, literals.string(quoteAt, backslash));
    }
    boolean name = dialect.has(Trait.DOUBLE_QUOTED_NAMES);
    return quoted(name ? TokenKind.NAME : TokenKind.VALUE, literals.quotedName(quoteAt, quote));
  }

  private int number(int digits) {
    int numberEnd = literals.number(digits);
    return Characters.isQuote(literals.at(numberEnd)) ? doubt() : token(TokenKind.VALUE, numberEnd);
  }

  private int doubleQuoted() {
    return dialect.has(Trait.DOUBLE_QUOTED_NAMES)
        ? quoted(TokenKind.NAME, literals.quotedName(start, '"'))
        : quoted(TokenKind.VALUE, literals.string(start, backslash));
  }

  private int name(char close, int trait) {
    boolean known = trait == 0 || dialect.has(trait);
    return known ? quoted(TokenKind.NAME, literals.quotedName(start, close)) : doubt();
  }

  private int quoted(int quotedKind, int quotedEnd) {
    if (quotedEnd == LiteralScanner.DOUBT) {
      return doubt();
    }
    char after = literals.at(quotedEnd);
    // What sticks to a closing quote shows that the quotes were not paired as the database does.
    if (Characters.isWordPart(after) || Characters.isQuote(after)) {
      return doubt();
    }
    noKeyword();
    boolean tooLong = quotedKind == TokenKind.NAME && quotedEnd - start > MAX_NAME;
    return token(tooLong ? TokenKind.VALUE : quotedKind, quotedEnd);
  }

  private int dot() {
    boolean fraction =
        Characters.isDigit(literals.at(start + 1))
            && (spaced || !isAfterOperand())
            && !isAfterDot();
    return fraction ? number(start) : symbol('.');
  }

  private int sign(char c) {
    char next = literals.at(start + 1);
    if (c == '-' && next == '-' && !Characters.isDigit(literals.at(start + 2))) {
      return doubt();
    }
    boolean digits =
        Characters.isDigit(next) || (next == '.' && Characters.isDigit(literals.at(start + 2)));
    return digits && !isAfterOperand() ? number(start + 1) : symbol(c);
  }

  private boolean isAfterDot() {
    return !spaced && start > 0 && Characters.at(sql, start - 1) == '.';
  }

  private int colon() {
    char next = literals.at(start + 1);
    if (next == ':' || next == '=') {
      return symbol(':', start + 2);
    }
    boolean slice = !spaced && isAfterOperand();
    return Characters.isWordPart(next) && !slice ? marker(start + 1) : symbol(':');
  }

  private int at() {
    char next = literals.at(start + 1);
    if (next == '@' && Characters.isWordStart(literals.at(start + 2))) {
      return token(TokenKind.WORD, wordEnd(start + 2));
    }
    boolean variable = Characters.isWordPart(next) && !dialect.has(Trait.DATABASE_LINKS);
    return variable ? marker(start + 1) : symbol('@');
  }

  private int dollar() {
    char next = literals.at(start + 1);
    if (Characters.isDigit(next)) {
      return number(start + 1);
    }
    if (dialect.has(Trait.DOLLAR_QUOTES)) {
      boolean tags = dialect.has(Trait.DOLLAR_TAGS);
      return quoted(TokenKind.VALUE, literals.dollarQuoted(start, tags));
    }
    boolean named = dialect.has(Trait.DOLLAR_NAMES) && Characters.isWordStart(next);
    return named ? marker(start + 1) : doubt();
  }

  private int marker(int nameStart) {
    return token(TokenKind.MARKER, wordEnd(nameStart));
  }

  private int wordEnd(int from) {
    int i = from;
    while (i < length && Characters.isWordPart(Characters.at(sql, i))) {
      i++;
    }
    return i;
  }

  private int open() {
    depth++;
    return symbol('(');
  }

  private int close() {
    depth--;
    return depth < 0 ? doubt() : symbol(')');
  }

  private int symbol(char c) {
    return symbol(c, start + 1);
  }

  private int symbol(char c, int symbolEnd) {
    symbol = c;
    sign = Sign.of(c);
    kind = TokenKind.SYMBOL;
    end = symbolEnd;
    return TokenKind.SYMBOL;
  }

  private int token(int newKind, int newEnd) {
    sign = keyword.is(Role.STEERS) ? Sign.KEYWORD : Sign.PLAIN;
    kind = newKind;
    end = newEnd;
    return newKind;
  }

  private int doubt() {
    end = length;
    noKeyword();
    kind = TokenKind.DOUBT;
    return kind;
  }

  /** Looks at the token before this one, whose kind is still there while this one is read. */
  private boolean isAfterOperand() {
    if (kind == TokenKind.WORD) {
      return !previousKeyword.is(Role.BEFORE_OPERAND);
    }
    return kind != TokenKind.SYMBOL || previousSymbol == ')' || previousSymbol == ']';
  }
}
