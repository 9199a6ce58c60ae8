package io.routeflow.micronaut.policy.masking;

/** The signs that a value in a text stands between: ASCII, as code is marked, and typographic. */
final class QuoteSign {

  /** Those of JSON, SQL and headers. */
  static final String ASCII = "\"'";

  /** All that may open a value. */
  static final String ALL = ASCII + "`\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb\u2039\u203a";

  private QuoteSign() {}

  /** Whether a sign closes what another one opened; languages have them in different pairs. */
  static boolean closes(char opening, char c) {
    return switch (opening) {
      case '\u201c', '\u201d' -> c == '\u201d';
      case '\u201e' -> c == '\u201c' || c == '\u201d';
      case '\u2018', '\u2019' -> c == '\u2019';
      case '\u201a' -> c == '\u2018' || c == '\u2019';
      case '\u00ab' -> c == '\u00bb';
      case '\u00bb' -> c == '\u00ab' || c == '\u00bb';
      case '\u2039' -> c == '\u203a';
      case '\u203a' -> c == '\u2039' || c == '\u203a';
      default -> c == opening;
    };
  }
}
