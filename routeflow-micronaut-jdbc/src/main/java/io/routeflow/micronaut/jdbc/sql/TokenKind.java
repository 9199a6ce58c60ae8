package io.routeflow.micronaut.jdbc.sql;

/**
 * The kinds of token that the lexer distinguishes; bits, because one is written for each token, and
 * to write a reference costs more.
 */
final class TokenKind {
  /** A bare word: a keyword or a name. */
  static final int WORD = 1;

  /** A quoted name. */
  static final int NAME = 1 << 1;

  /** A literal: never written. */
  static final int VALUE = 1 << 2;

  /** A parameter marker. */
  static final int MARKER = 1 << 3;

  /** A character or two of punctuation. */
  static final int SYMBOL = 1 << 4;

  /** The text is over. */
  static final int END = 1 << 5;

  /** The text is ambiguous: nothing of it may be written. */
  static final int AMBIGUOUS = 1 << 6;

  private TokenKind() {}
}
