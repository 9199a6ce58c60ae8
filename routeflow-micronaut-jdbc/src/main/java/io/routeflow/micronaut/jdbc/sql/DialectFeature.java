package io.routeflow.micronaut.jdbc.sql;

/** The features in which dialects differ for the lexer; bits, so that the lexer needs no lookup. */
final class DialectFeature {
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

  /** The meaning of a backslash before a quote is unknown. */
  static final int AMBIGUOUS_BACKSLASH = 1 << 5;

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

  /** Block comments end at the first end mark. With neither bit a nested one is ambiguous. */
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

  /** {@code @} is an operator, or leads to a table elsewhere; else {@code @x} is a variable. */
  static final int AT_SIGNS = 1 << 16;

  /** A bare word handed to a procedure is a string. */
  static final int BARE_ARGUMENTS = 1 << 17;

  /** {@code //} starts a comment. */
  static final int SLASH_COMMENTS = 1 << 19;

  /** {@code [x]} may be a name or an index. */
  static final int AMBIGUOUS_BRACKETS = 1 << 20;

  /** Where no index can stand, {@code [x]} is a name, as a mode of the database has it. */
  static final int MODE_BRACKET_NAMES = 1 << 21;

  /** A bare name may start with a digit. */
  static final int DIGIT_NAMES = 1 << 22;

  /** The name of a type may have that of its schema, and a literal right behind it. */
  static final int QUALIFIED_TYPES = 1 << 23;

  /** What is in a comment that begins with an exclamation mark is executed, perhaps. */
  static final int EXECUTABLE_COMMENTS = 1 << 24;

  /** {@code $} begins an amount, and is one. */
  static final int MONEY = 1 << 25;

  /** {@code @} and {@code $} are letters. */
  static final int SIGNS_IN_NAMES = 1 << 26;

  /** Behind INSERT … FORMAT CSV the rows stand as bare text. */
  static final int BARE_ROWS = 1 << 27;

  /** What is in curly brackets may be a comment. */
  static final int CURLY_COMMENTS = 1 << 28;

  /** A number may end with a letter that says its type, and a word may follow right behind it. */
  static final int NUMBER_SUFFIXES = 1 << 29;

  private DialectFeature() {}
}
