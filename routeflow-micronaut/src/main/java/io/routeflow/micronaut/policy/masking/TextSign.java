package io.routeflow.micronaut.policy.masking;

/** The characters of a text that may give a secret away, or stand between a name and its value. */
final class TextSign {

  private static final char WIDE_COLON = '\uff1a';
  private static final char WIDE_EQUALS = '\uff1d';
  private static final int ASCII = 128;

  /** Many texts have little of these. */
  private static final boolean[] SIGNS = signs();

  private TextSign() {}

  /** Whether a secret may begin behind a character. */
  static boolean mayReveal(char c) {
    return c < ASCII ? SIGNS[c] : isWideOperator(c) || isSpace(c);
  }

  static boolean isOperator(char c) {
    return c == '=' || c == ':' || isWideOperator(c);
  }

  /** As texts in Chinese and Japanese have them. */
  static boolean isWideOperator(char c) {
    return c == WIDE_COLON || c == WIDE_EQUALS;
  }

  static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  static boolean isOperatorOrSpace(char c) {
    return isOperator(c) || c == '>' || isSpace(c);
  }

  private static boolean[] signs() {
    boolean[] signs = new boolean[ASCII];
    for (char c : "=: \t/+%&\\<>".toCharArray()) {
      signs[c] = true;
    }
    return signs;
  }
}
