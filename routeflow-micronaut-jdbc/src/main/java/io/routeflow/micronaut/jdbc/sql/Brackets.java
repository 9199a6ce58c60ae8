package io.routeflow.micronaut.jdbc.sql;

import java.util.Locale;

/**
 * Decides whether what a square bracket opens is a name, and whether what a curly one opens may be
 * a comment. Not thread-safe.
 */
final class Brackets {
  private static final int NONE = LiteralScanner.AMBIGUOUS;

  /** The longest word that JDBC has behind a curly bracket. */
  private static final int MAX_ESCAPE = 6;

  /** What a bracket is. */
  enum Reading {
    NAME,
    SYMBOL,
    AMBIGUOUS
  }

  private final LiteralScanner literals;

  /** Square ones that are open and hold no name. */
  private int open;

  Brackets(LiteralScanner literals) {
    this.literals = literals;
  }

  /** Where {@code [x]} may be a name or an index, both readings must find the same end. */
  Reading open(SqlLexer token) {
    SqlDialect dialect = token.dialect();
    if (dialect.has(DialectFeature.BRACKET_NAMES)) {
      return Reading.NAME;
    }
    if (!dialect.has(DialectFeature.AMBIGUOUS_BRACKETS)) {
      return Reading.SYMBOL;
    }
    int inside = token.start() + 1;
    boolean array = open > 0 || token.previousKeyword() == Keyword.ARRAY;
    boolean mode = dialect.has(DialectFeature.MODE_BRACKET_NAMES);
    if (!array && mode && token.isBeforeName() && literals.startsName(inside)) {
      return Reading.NAME;
    }
    if (!array && literals.hidesInBrackets(inside, mode)) {
      return Reading.AMBIGUOUS;
    }
    open++;
    return Reading.SYMBOL;
  }

  /** Takes a square one that closes. */
  void close() {
    open = Math.max(0, open - 1);
  }

  /**
   * Whether a curly bracket opens an escape of JDBC, a parameter or a value. Informix has comments
   * there, in which any word may be a secret.
   */
  boolean isNoComment(SqlLexer token) {
    if (!token.dialect().has(DialectFeature.CURLY_COMMENTS)) {
      return true;
    }
    int inside = literals.afterBlanks(token.start() + 1);
    char first = literals.at(inside);
    if (first == '?' || first == '}' || Characters.isQuote(first) || holdsItems(inside)) {
      return true;
    }
    int wordEnd = literals.wordEnd(inside);
    CharSequence word =
        wordEnd - inside > MAX_ESCAPE ? "" : token.sql().subSequence(inside, wordEnd);
    boolean named = inside == token.start() + 1 && wordEnd > inside && isNamed(wordEnd);
    return switch (word.toString().toUpperCase(Locale.ROOT)) {
      case "CALL" -> token.isStatementStart();
      case "FN", "OJ" -> true;
      case "D", "T", "TS", "ESCAPE", "LIMIT" -> named || startsValue(literals.afterBlanks(wordEnd));
      default -> named;
    };
  }

  /** The rest of <code>{id:UInt32}</code>, or of <code>{id: 5}</code>. */
  private boolean isNamed(int colon) {
    if (literals.at(colon) != ':') {
      return false;
    }
    int value = literals.afterBlanks(colon + 1);
    int wordEnd = literals.wordEnd(value);
    char after = literals.at(literals.afterBlanks(wordEnd));
    return startsValue(value) || (wordEnd > value && (after == '}' || after == '('));
  }

  /** Whether values are all there is, as in Cassandra's sets, maps and types: {1, -2}, { a: 5 }. */
  private boolean holdsItems(int start) {
    int end = itemEnd(start);
    while (end != NONE && literals.at(end) == ',') {
      end = itemEnd(literals.afterBlanks(end + 1));
    }
    return end != NONE && literals.at(end) == '}';
  }

  /** The index of what follows a value, perhaps with a name or another value and a colon before. */
  private int itemEnd(int start) {
    boolean named = Characters.isWordStart(literals.at(start));
    int keyEnd = named ? literals.wordEnd(start) : valueEnd(start);
    if (keyEnd == NONE) {
      return NONE;
    }
    int behindKey = literals.afterBlanks(keyEnd);
    if (literals.at(behindKey) != ':') {
      return named ? NONE : behindKey;
    }
    int end = valueEnd(literals.afterBlanks(behindKey + 1));
    return end == NONE ? NONE : literals.afterBlanks(end);
  }

  private int valueEnd(int start) {
    char c = literals.at(start);
    int digit = c == '-' || c == '+' ? start + 1 : start;
    if (Characters.isDigit(literals.at(digit))) {
      return literals.number(digit);
    }
    if (c == '?' || (c == ':' && Characters.isWordPart(literals.at(start + 1)))) {
      return literals.wordEnd(start + 1);
    }
    return Characters.isQuote(c) ? literals.quotedName(start, c) : NONE;
  }

  private boolean startsValue(int index) {
    char c = literals.at(index);
    boolean parameter = c == '?' || (c == ':' && Characters.isWordPart(literals.at(index + 1)));
    return parameter || Characters.isQuote(c) || Characters.isDigit(c);
  }
}
