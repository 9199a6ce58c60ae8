package io.routeflow.micronaut.jdbc.sql;

/** The kinds of token that the lexer tells apart. */
enum TokenKind {
  /** A bare word: a keyword or a name. */
  WORD,
  /** A quoted name. */
  NAME,
  /** A literal: never written. */
  VALUE,
  /** A parameter marker. */
  MARKER,
  /** A character or two of punctuation. */
  SYMBOL,
  /** The text is over. */
  END,
  /** The text was not understood: nothing of it may be written. */
  DOUBT
}
