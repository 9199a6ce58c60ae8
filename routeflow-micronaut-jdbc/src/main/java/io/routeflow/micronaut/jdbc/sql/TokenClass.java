package io.routeflow.micronaut.jdbc.sql;

import java.util.Arrays;

/**
 * What a token may mean to those who read the stream; bits, so that they are asked only for tokens
 * that can change anything: of most a reader need not know.
 */
final class TokenClass {
  /** None of the others. */
  static final int PLAIN = 1;

  /** A word that {@link KeywordRole#STEERS steers}. */
  static final int KEYWORD = 1 << 1;

  static final int COMMA = 1 << 2;

  static final int SEMICOLON = 1 << 3;

  /** An opening parenthesis. */
  static final int OPEN = 1 << 4;

  /** A closing parenthesis. */
  static final int CLOSE = 1 << 5;

  /** A square bracket of either kind. */
  static final int BRACKET = 1 << 6;

  /** A word that rows follow. */
  static final int ROWS = 1 << 7;

  static final int NONE = 0;
  static final int ANY = -1;

  private static final int ASCII = 128;
  private static final byte[] CLASSES = new byte[ASCII];

  static {
    Arrays.fill(CLASSES, (byte) PLAIN);
    CLASSES[','] = COMMA;
    CLASSES[';'] = SEMICOLON;
    CLASSES['('] = OPEN;
    CLASSES[')'] = CLOSE;
    CLASSES['['] = BRACKET;
    CLASSES[']'] = BRACKET;
  }

  private TokenClass() {}

  /** The class of a word by its {@link KeywordRole roles}. */
  static int ofWord(int roles) {
    int steers = (roles & KeywordRole.STEERS) != 0 ? KEYWORD : PLAIN;
    return (roles & KeywordRole.BEFORE_ROWS) != 0 ? steers | ROWS : steers;
  }

  /** The class of a symbol. */
  static int of(char symbol) {
    return CLASSES[symbol];
  }
}
