package io.routeflow.micronaut.policy.masking;

/** A secret of several lines: a key as text (RFC 7468), or a block of YAML. */
final class TextBlock {

  private static final String PEM_BEGIN = "-----BEGIN ";
  private static final String PEM_END = "-----END ";
  private static final String PEM_DASHES = "-----";

  private TextBlock() {}

  /** The index after a block that begins here; -1 where none does. */
  static int end(CharSequence text, int start) {
    if (startsWith(text, start, PEM_BEGIN)) {
      return pemEnd(text, start);
    }
    boolean literal = start < text.length() && text.charAt(start) == '|';
    return literal ? linesEnd(text, start) : -1;
  }

  /**
   * The index after a folded block, whose sign is among what divides name and value; -1 where none
   * is.
   */
  static int foldedEnd(CharSequence text, int from, int value) {
    for (int i = from; i < value; i++) {
      if (text.charAt(i) == '>') {
        return linesEnd(text, i);
      }
    }
    return -1;
  }

  private static int linesEnd(CharSequence text, int sign) {
    int end = sign + 1;
    while (end < text.length() && "+-123456789".indexOf(text.charAt(end)) >= 0) {
      end++;
    }
    return isLineEnd(text, end) ? indentedEnd(text, end) : -1;
  }

  /** After the line that ends the key, else the end of the text. */
  private static int pemEnd(CharSequence text, int start) {
    for (int i = start + PEM_BEGIN.length(); i < text.length(); i++) {
      if (startsWith(text, i, PEM_END)) {
        int end = i + PEM_END.length();
        while (end < text.length() && !startsWith(text, end, PEM_DASHES)) {
          end++;
        }
        return Math.min(text.length(), end + PEM_DASHES.length());
      }
    }
    return text.length();
  }

  /** After the last of the lines that begin with a space, or are empty. */
  private static int indentedEnd(CharSequence text, int start) {
    int end = start;
    int i = start;
    while (i < text.length()) {
      int line = i + 1;
      if (line < text.length() && text.charAt(i) == '\r' && text.charAt(line) == '\n') {
        line++;
      }
      boolean indented =
          line < text.length() && (text.charAt(line) == ' ' || text.charAt(line) == '\t');
      if (!indented && !isLineEnd(text, line)) {
        break;
      }
      i = line;
      while (i < text.length() && !isLineEnd(text, i)) {
        i++;
      }
      end = indented ? i : end;
    }
    return end;
  }

  private static boolean isLineEnd(CharSequence text, int index) {
    return index < text.length() && (text.charAt(index) == '\n' || text.charAt(index) == '\r');
  }

  private static boolean startsWith(CharSequence text, int start, String beginning) {
    if (text.length() - start < beginning.length()) {
      return false;
    }
    for (int i = 0; i < beginning.length(); i++) {
      if (text.charAt(start + i) != beginning.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
