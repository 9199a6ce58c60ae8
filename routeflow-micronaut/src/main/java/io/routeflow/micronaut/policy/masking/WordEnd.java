package io.routeflow.micronaut.policy.masking;

/** Finds the words behind which a secret stands without an operator. */
final class WordEnd {

  /** Makes a small letter of a capital one. */
  private static final int LOWER = 'a' - 'A';

  /** By which Oracle's addresses name the driver. */
  private static final String[] ORACLE = {"thin", "oci", "oci8", "kprb"};

  private WordEnd() {}

  /** Whether the name of an authentication scheme ends here, behind which credentials stand. */
  static boolean isScheme(String text, int end) {
    return is("bearer", text, end) || is("basic", text, end);
  }

  /** Whether the driver of one of Oracle's addresses ends here. */
  static boolean isOracle(String text, int end) {
    for (String driver : ORACLE) {
      if (is(driver, text, end)) {
        return true;
      }
    }
    return false;
  }

  /** Whether a whole word ends at an index of a text, or one behind an escape. */
  static boolean is(String word, String text, int end) {
    int start = end - word.length();
    return start >= 0
        && isAt(word, text, start)
        && (start == 0
            || !Character.isLetterOrDigit(text.charAt(start - 1))
            || Escape.endingAt(text, 0, start) != Escape.NONE);
  }

  /**
   * In ASCII letters of any case, as RFC 9110 has the names of authentication schemes. From the
   * last one on, since most words differ there.
   */
  private static boolean isAt(String word, String text, int start) {
    for (int i = word.length() - 1; i >= 0; i--) {
      if ((text.charAt(start + i) | LOWER) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
