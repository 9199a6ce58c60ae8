package io.routeflow.micronaut.jdbc.sql;

/**
 * Splits SQL text into tokens, one at a time, without allocating any. After {@link #next()} the
 * accessors describe the current token. Not thread-safe.
 */
final class SqlLexer extends Token {
  private static final int MAX_NAME = 256;

  private final int length;
  private final LiteralScanner literals;
  private final Brackets brackets;
  private final WhitespaceScanner whitespace;
  private final Backslash backslash;
  private final byte[] classes;

  SqlLexer(CharSequence sql, SqlDialect dialect) {
    super(sql, dialect);
    this.length = sql.length();
    this.literals = new LiteralScanner(sql, dialect);
    this.brackets = new Brackets(literals);
    this.whitespace = new WhitespaceScanner(sql, dialect);
    this.classes = Characters.table(dialect);
    if (dialect.has(DialectFeature.BACKSLASH_ESCAPES)) {
      this.backslash = Backslash.ESCAPE;
    } else {
      this.backslash =
          dialect.has(DialectFeature.AMBIGUOUS_BACKSLASH) ? Backslash.AMBIGUOUS : Backslash.LITERAL;
    }
  }

  /** Reads the next token, and says its kind; after END or AMBIGUOUS there is none. */
  int next() {
    previousSymbol = symbol;
    symbol = '\0';
    // Most tokens are no keywords, and to write a reference costs more than to look at it.
    if (previousKeyword != keyword) {
      previousKeyword = keyword;
    }
    noKeyword();
    int from = end;
    char c = literals.at(from);
    // Mostly there is one blank or none.
    if (c == ' ') {
      c = literals.at(++from);
    }
    if (Characters.startsBlank(c)) {
      from = whitespace.skip(from);
      if (from == WhitespaceScanner.AMBIGUOUS) {
        return ambiguous();
      }
      c = literals.at(from);
    }
    spaced = from > end;
    start = from;
    return from < length ? read(c) : over();
  }

  private int over() {
    end = length;
    kind = depth == 0 ? TokenKind.END : TokenKind.AMBIGUOUS;
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
      case '`' -> name('`', DialectFeature.BACKTICK_NAMES);
      case '[' -> openBracket();
      case '{' -> brackets.isNoComment(this) ? symbol(c) : ambiguous();
      case '?' -> token(TokenKind.MARKER, literals.digits(start + 1));
      case ':' -> colon();
      case '@' -> at();
      case '$' -> dollar();
      case '-', '+' -> sign(c);
      case '(' -> open();
      case ')' -> close();
      case ']' -> closeBracket();
      case '*', '/' -> literals.at(start + 1) == '/' ? ambiguous() : symbol(c);
      case '#' -> dialect.has(DialectFeature.HASH_OPERATOR) ? symbol(c) : ambiguous();
      case '\\' -> backslash();
      default -> ambiguous();
    };
  }

  private int word(char first) {
    CharSequence text = sql;
    byte[] table = classes;
    int i = start;
    int classOf = 0;
    long word = KeywordTable.pack(0, first);
    while (++i < length) {
      char c = Characters.at(text, i);
      classOf = Characters.classOf(c, table);
      if ((classOf & Characters.WORD) == 0) {
        break;
      }
      word = KeywordTable.pack(word, c);
    }
    packed = word;
    // One character is no keyword, and behind a dot there is a name, whatever it is called.
    if (i - start > 1 && previousSymbol != '.') {
      Keyword found = KeywordTable.find(text, start, i, word);
      if (found != Keyword.NONE) {
        keyword = found;
      }
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
    boolean introducer = first == '_' && dialect.has(DialectFeature.BACKSLASH_ESCAPES);
    boolean known = isBeforeLiteral() || QualifiedType.endsAt(this, wordEnd);
    if (known || isEscape(wordEnd) || (introducer && after != '`')) {
      return token(TokenKind.WORD, wordEnd);
    }
    // A word that runs into a quote is what the inside of a misread literal looks like.
    return ambiguous();
  }

  private int literal(LiteralPrefix prefix, int quoteAt) {
    return switch (prefix) {
      case ALTERNATIVE -> literals.alternative(quoteAt);
      case ESCAPE -> literals.escapeString(quoteAt, whitespace);
      default -> literals.string(quoteAt, backslash);
    };
  }

  private int unicode(int quoteAt, char quote) {
    if (quote == '\'') {
      return quoted(TokenKind.VALUE, literals.string(quoteAt, backslash));
    }
    boolean name = dialect.has(DialectFeature.DOUBLE_QUOTED_NAMES);
    return quoted(name ? TokenKind.NAME : TokenKind.VALUE, literals.quotedName(quoteAt, quote));
  }

  private int number(int digits) {
    if (dialect.has(DialectFeature.DIGIT_NAMES)) {
      int nameEnd = literals.partOfName(digits, isAfterDot());
      if (nameEnd != LiteralScanner.AMBIGUOUS) {
        return digitName(nameEnd);
      }
    }
    int numberEnd = literals.number(digits);
    return Characters.isQuote(literals.at(numberEnd))
        ? ambiguous()
        : token(TokenKind.VALUE, numberEnd);
  }

  /** Reads a value that starts with a digit again, as the name that it is at this place. */
  void readAsName() {
    int nameEnd = literals.placedName(start);
    if (kind == TokenKind.VALUE && nameEnd != LiteralScanner.AMBIGUOUS) {
      kind = digitName(nameEnd);
    }
  }

  private int digitName(int nameEnd) {
    packed = 0;
    return token(nameEnd - start > MAX_NAME ? TokenKind.VALUE : TokenKind.WORD, nameEnd);
  }

  private int doubleQuoted() {
    return dialect.has(DialectFeature.DOUBLE_QUOTED_NAMES)
        ? quoted(TokenKind.NAME, literals.quotedName(start, '"'))
        : quoted(TokenKind.VALUE, literals.string(start, backslash));
  }

  private int name(char close, int feature) {
    boolean known = feature == 0 || dialect.has(feature);
    return known ? quoted(TokenKind.NAME, literals.quotedName(start, close)) : ambiguous();
  }

  private int quoted(int quotedKind, int quotedEnd) {
    if (quotedEnd == LiteralScanner.AMBIGUOUS) {
      return ambiguous();
    }
    char after = literals.at(quotedEnd);
    // What sticks to a closing quote shows that the quotes were not paired as the database does,
    // unless it is a word that goes on with the statement.
    boolean part = (Characters.classOf(after, classes) & Characters.WORD) != 0;
    boolean sticks = part && !literals.isComplete(quotedEnd, quotedKind);
    boolean type = quotedKind == TokenKind.NAME && QualifiedType.endsAt(this, quotedEnd);
    if (sticks || (Characters.isQuote(after) && !type)) {
      return ambiguous();
    }
    noKeyword();
    boolean unfit = quotedKind == TokenKind.NAME && !isFitName(quotedEnd);
    return token(unfit ? TokenKind.VALUE : quotedKind, quotedEnd);
  }

  /** Half a character would make the whole text one that strict readers refuse. */
  private boolean isFitName(int quotedEnd) {
    return quotedEnd - start <= MAX_NAME && Characters.isWellFormed(sql, start, quotedEnd);
  }

  private int openBracket() {
    return switch (brackets.open(this)) {
      case NAME -> name(']', 0);
      case SYMBOL -> symbol('[');
      case AMBIGUOUS -> ambiguous();
    };
  }

  /** MariaDB's way to write NULL. */
  private int backslash() {
    boolean nil =
        dialect.has(DialectFeature.BACKSLASH_ESCAPES)
            && literals.at(start + 1) == 'N'
            && !Characters.isWordPart(literals.at(start + 2));
    packed = 0;
    return nil ? token(TokenKind.WORD, start + 2) : ambiguous();
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
      return ambiguous();
    }
    boolean digits =
        Characters.isDigit(next) || (next == '.' && Characters.isDigit(literals.at(start + 2)));
    return digits && !isAfterOperand() ? number(start + 1) : symbol(c);
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
      int wordEnd = literals.wordEnd(start + 2);
      packed = 0;
      return token(wordEnd - start > MAX_NAME ? TokenKind.VALUE : TokenKind.WORD, wordEnd);
    }
    boolean variable = Characters.isWordPart(next) && !dialect.has(DialectFeature.AT_SIGNS);
    return variable ? marker(start + 1) : symbol('@');
  }

  private int dollar() {
    char next = literals.at(start + 1);
    if (Characters.isDigit(next)) {
      return number(start + 1);
    }
    if (dialect.has(DialectFeature.DOLLAR_QUOTES)) {
      boolean tags = dialect.has(DialectFeature.DOLLAR_TAGS);
      return quoted(TokenKind.VALUE, literals.dollarQuoted(start, tags));
    }
    boolean named = dialect.has(DialectFeature.DOLLAR_NAMES) && Characters.isWordStart(next);
    boolean money = dialect.has(DialectFeature.MONEY);
    return named ? marker(start + 1) : quoted(TokenKind.VALUE, literals.money(start, money));
  }

  private int marker(int nameStart) {
    return token(TokenKind.MARKER, literals.wordEnd(nameStart));
  }

  private int open() {
    depth++;
    return symbol('(');
  }

  private int close() {
    depth--;
    return depth < 0 ? ambiguous() : symbol(')');
  }

  private int closeBracket() {
    brackets.close();
    return symbol(']');
  }

  private int symbol(char c) {
    return symbol(c, start + 1);
  }

  private int symbol(char c, int symbolEnd) {
    symbol = c;
    tokenClass = TokenClass.of(c);
    kind = TokenKind.SYMBOL;
    end = symbolEnd;
    return TokenKind.SYMBOL;
  }

  private int token(int newKind, int newEnd) {
    tokenClass = keyword == Keyword.NONE ? TokenClass.PLAIN : keyword.tokenClass();
    kind = newKind;
    end = newEnd;
    return newKind;
  }

  private int ambiguous() {
    end = length;
    noKeyword();
    kind = TokenKind.AMBIGUOUS;
    return kind;
  }
}
