package io.routeflow.micronaut.jdbc.sql;

/**
 * Splits SQL text into tokens, one at a time, without allocating any. After {@link #next()} the
 * accessors describe the current token. Not thread-safe.
 */
final class SqlLexer {
  private static final int MAX_NAME = 256;

  private final CharSequence sql;
  private final SqlDialect dialect;
  private final int length;
  private final LiteralScanner literals;
  private final BlankScanner blanks;
  private final Backslash backslash;
  private final boolean hashInWords;

  private TokenKind kind = TokenKind.SYMBOL;
  private Keyword keyword = Keyword.NONE;
  private char symbol;
  private Keyword previousKeyword = Keyword.NONE;
  private char previousSymbol;
  private int start;
  private int end;
  private boolean spaced;
  private boolean afterOperand;
  private int depth;

  SqlLexer(CharSequence sql, SqlDialect dialect) {
    this.sql = sql;
    this.dialect = dialect;
    this.length = sql.length();
    this.literals = new LiteralScanner(sql);
    this.blanks = new BlankScanner(sql, dialect);
    this.hashInWords = dialect.has(Trait.HASH_IN_NAMES);
    if (dialect.has(Trait.BACKSLASH_ESCAPES)) {
      this.backslash = Backslash.ESCAPE;
    } else {
      this.backslash = dialect.has(Trait.DOUBTFUL_BACKSLASH) ? Backslash.DOUBT : Backslash.LITERAL;
    }
  }

  TokenKind kind() {
    return kind;
  }

  /** What the word is; {@link Keyword#NONE} for names and for every other kind of token. */
  Keyword keyword() {
    return keyword;
  }

  /** The first character of a symbol; NUL for every other kind of token. */
  char symbol() {
    return symbol;
  }

  /** What the token before this one was, as {@link #keyword()} tells. */
  Keyword previousKeyword() {
    return previousKeyword;
  }

  /** What the token before this one was, as {@link #symbol()} tells. */
  char previousSymbol() {
    return previousSymbol;
  }

  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** Whether white space or a comment stands before the token. */
  boolean spaced() {
    return spaced;
  }

  /** How many parentheses are open after the token. */
  int depth() {
    return depth;
  }

  CharSequence sql() {
    return sql;
  }

  SqlDialect dialect() {
    return dialect;
  }

  /** Turns the current token into a value. */
  void hide() {
    kind = TokenKind.VALUE;
  }

  /** Reads the next token; after END or DOUBT there is none. */
  TokenKind next() {
    afterOperand = isOperand();
    int from = blanks.skip(end);
    previousSymbol = symbol;
    // Most tokens are no keywords, and to write a reference costs more than to look at it.
    if (previousKeyword != keyword) {
      previousKeyword = keyword;
    }
    noKeyword();
    symbol = '\0';
    if (from == BlankScanner.DOUBT) {
      return doubt();
    }
    spaced = from > end;
    start = from;
    if (from >= length) {
      end = length;
      kind = depth == 0 ? TokenKind.END : TokenKind.DOUBT;
      return kind;
    }
    return read(sql.charAt(from));
  }

  private void noKeyword() {
    if (keyword != Keyword.NONE) {
      keyword = Keyword.NONE;
    }
  }

  private TokenKind read(char c) {
    if (Characters.isWordStart(c) || (c == '#' && hashInWords)) {
      return word();
    }
    if (Characters.isDigit(c)) {
      return number(start);
    }
    return Characters.isSymbol(c) ? symbol(1) : special(c);
  }

  private TokenKind special(char c) {
    return switch (c) {
      case '\'' -> quoted(TokenKind.VALUE, literals.string(start, backslash));
      case '"' -> doubleQuoted();
      case '`' -> name('`', Trait.BACKTICK_NAMES);
      case '[' -> dialect.has(Trait.BRACKET_NAMES) ? name(']', 0) : symbol(1);
      case '?' -> marker(start + 1);
      case ':' -> colon();
      case '@' -> at();
      case '$' -> dollar();
      case '.', '-', '+' -> signOrDot(c);
      case '(' -> open();
      case ')' -> close();
      case '*', '/' -> literals.at(start + 1) == '/' ? doubt() : symbol(1);
      case '#' -> dialect.has(Trait.HASH_OPERATOR) ? symbol(1) : doubt();
      default -> doubt();
    };
  }

  private TokenKind word() {
    int i = start + 1;
    while (i < length) {
      char c = sql.charAt(i);
      if (!Characters.isWordPart(c) && !(c == '#' && hashInWords)) {
        break;
      }
      i++;
    }
    char after = literals.at(i);
    Keyword found = KeywordTable.find(sql, start, i);
    if (found != Keyword.NONE) {
      keyword = found;
    }
    if (after == '\'' || after == '"' || after == '`' || after == '&') {
      return wordBeforeQuote(i, after);
    }
    return i - start > MAX_NAME ? token(TokenKind.VALUE, i) : token(TokenKind.WORD, i);
  }

  private TokenKind wordBeforeQuote(int wordEnd, char after) {
    char first = Characters.upper(sql.charAt(start));
    int letters = wordEnd - start;
    if (after == '&') {
      char quote = literals.at(wordEnd + 1);
      boolean unicode = letters == 1 && first == 'U' && (quote == '\'' || quote == '"');
      return unicode ? unicode(wordEnd + 1, quote) : token(TokenKind.WORD, wordEnd);
    }
    if (after == '\'' && letters <= 2 && isAlternativePrefix(first, letters)) {
      return quoted(TokenKind.VALUE, literals.alternative(wordEnd));
    }
    if (after == '\'' && letters == 1 && (first == 'N' || first == 'X' || first == 'B')) {
      return quoted(TokenKind.VALUE, literals.string(wordEnd, backslash));
    }
    if (after == '\'' && letters == 1 && first == 'E' && dialect.has(Trait.ESCAPE_STRINGS)) {
      return quoted(TokenKind.VALUE, literals.string(wordEnd, Backslash.ESCAPE));
    }
    boolean introducer = first == '_' && dialect.has(Trait.BACKSLASH_ESCAPES);
    if (keyword != Keyword.NONE || (introducer && after != '`')) {
      return token(TokenKind.WORD, wordEnd);
    }
    // A word that runs into a quote is what the inside of a misread literal looks like.
    return doubt();
  }

  private boolean isAlternativePrefix(char first, int letters) {
    if (!dialect.has(Trait.Q_QUOTES)) {
      return false;
    }
    char last = Characters.upper(sql.charAt(start + letters - 1));
    return last == 'Q' && (letters == 1 || first == 'N');
  }

  private TokenKind unicode(int quoteAt, char quote) {
    if (quote == '\'') {
      return quoted(TokenKind.VALUE, literals.string(quoteAt, backslash));
    }
    boolean name = dialect.has(Trait.DOUBLE_QUOTED_NAMES);
    return quoted(name ? TokenKind.NAME : TokenKind.VALUE, literals.quotedName(quoteAt, quote));
  }

  private TokenKind number(int digits) {
    int numberEnd = literals.number(digits);
    return Characters.isQuote(literals.at(numberEnd)) ? doubt() : token(TokenKind.VALUE, numberEnd);
  }

  private TokenKind doubleQuoted() {
    return dialect.has(Trait.DOUBLE_QUOTED_NAMES)
        ? quoted(TokenKind.NAME, literals.quotedName(start, '"'))
        : quoted(TokenKind.VALUE, literals.string(start, backslash));
  }

  private TokenKind name(char close, int trait) {
    boolean known = trait == 0 || dialect.has(trait);
    return known ? quoted(TokenKind.NAME, literals.quotedName(start, close)) : doubt();
  }

  private TokenKind quoted(TokenKind quotedKind, int quotedEnd) {
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

  private TokenKind signOrDot(char c) {
    boolean touching = afterOperand && !spaced;
    char next = literals.at(start + 1);
    if (c == '.') {
      boolean fraction = Characters.isDigit(next) && !touching && !afterDot();
      return fraction ? number(start) : symbol(1);
    }
    if (c == '-' && next == '-' && !Characters.isDigit(literals.at(start + 2))) {
      return doubt();
    }
    boolean digits =
        Characters.isDigit(next) || (next == '.' && Characters.isDigit(literals.at(start + 2)));
    return digits && !afterOperand ? number(start + 1) : symbol(1);
  }

  private boolean afterDot() {
    return !spaced && start > 0 && sql.charAt(start - 1) == '.';
  }

  private TokenKind colon() {
    char next = literals.at(start + 1);
    if (next == ':' || next == '=') {
      return symbol(2);
    }
    boolean slice = afterOperand && !spaced;
    return Characters.isWordPart(next) && !slice ? marker(start + 1) : symbol(1);
  }

  private TokenKind at() {
    char next = literals.at(start + 1);
    if (next == '@' && Characters.isWordStart(literals.at(start + 2))) {
      return token(TokenKind.WORD, wordEnd(start + 2));
    }
    boolean variable = Characters.isWordPart(next) && !dialect.has(Trait.DATABASE_LINKS);
    return variable ? marker(start + 1) : symbol(1);
  }

  private TokenKind dollar() {
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

  private TokenKind marker(int nameStart) {
    return token(TokenKind.MARKER, wordEnd(nameStart));
  }

  private int wordEnd(int from) {
    int i = from;
    while (i < length && Characters.isWordPart(sql.charAt(i))) {
      i++;
    }
    return i;
  }

  private TokenKind open() {
    depth++;
    return symbol(1);
  }

  private TokenKind close() {
    depth--;
    return depth < 0 ? doubt() : symbol(1);
  }

  private TokenKind symbol(int characters) {
    symbol = sql.charAt(start);
    return token(TokenKind.SYMBOL, start + characters);
  }

  private TokenKind token(TokenKind newKind, int newEnd) {
    if (kind != newKind) {
      kind = newKind;
    }
    end = newEnd;
    return newKind;
  }

  private TokenKind doubt() {
    end = length;
    noKeyword();
    kind = TokenKind.DOUBT;
    return kind;
  }

  private boolean isOperand() {
    if (kind == TokenKind.WORD) {
      return !keyword.is(Role.BEFORE_OPERAND);
    }
    return kind == TokenKind.SYMBOL ? symbol == ')' || symbol == ']' : true;
  }
}
