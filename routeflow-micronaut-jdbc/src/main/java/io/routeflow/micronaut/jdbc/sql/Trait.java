package io.routeflow.micronaut.jdbc.sql;

/** What sets the dialects apart for the lexer; bits, so that the lexer asks without a lookup. */
final class Trait {
  /** {@code "x"} is a name; elsewhere it is a value. */
  static final int DOUBLE_QUOTED_NAMES = 1;

  /** {@code "x"} may be a string where an expression can stand. */
  static final int LENIENT_DOUBLE_QUOTES = 1 << 1;

  /** {@code `x`} is a name. */
  static final int BACKTICK_NAMES = 1 << 2;

  /** {@code [x]} is a name. */
  static final int BRACKET_NAMES = 1 << 3;

  /** A backslash escapes the character after it in every string. */
  static final int BACKSLASH_ESCAPES = 1 << 4;

  /** Nobody knows what a backslash before a quote means. */
  static final int DOUBTFUL_BACKSLASH = 1 << 5;

  /** {@code E'x'} is a string with backslash escapes. */
  static final int ESCAPE_STRINGS = 1 << 6;

  /** {@code $$x$$} is a string. */
  static final int DOLLAR_QUOTES = 1 << 7;

  /** {@code $tag$x$tag$} is a string, too. */
  static final int DOLLAR_TAGS = 1 << 18;

  /** {@code q'[x]'} is a string. */
  static final int Q_QUOTES = 1 << 8;

  /** Block comments nest. */
  static final int NESTED_COMMENTS = 1 << 9;

  /** Block comments end at the first end mark. With neither bit a nested one is a doubt. */
  static final int FLAT_COMMENTS = 1 << 10;

  /** {@code #} starts a comment. */
  static final int HASH_COMMENTS = 1 << 11;

  /** {@code #} belongs to names. */
  static final int HASH_IN_NAMES = 1 << 12;

  /** {@code #} is an operator. */
  static final int HASH_OPERATOR = 1 << 13;

  /** {@code --} starts a comment only before white space. */
  static final int STRICT_DASHES = 1 << 14;

  /** {@code $x} is a parameter or a pseudo column. */
  static final int DOLLAR_NAMES = 1 << 15;

  /** {@code table@link} names a table elsewhere; elsewhere {@code @x} is a variable. */
  static final int DATABASE_LINKS = 1 << 16;

  /** A bare word handed to a procedure is a string. */
  static final int BARE_ARGUMENTS = 1 << 17;

  /** {@code //} starts a comment. */
  static final int SLASH_COMMENTS = 1 << 19;

  private Trait() {}
}
