package io.routeflow.micronaut.policy.masking;

/** A secret of several lines: a key as text (RFC 7468), or what YAML has under a name. */
final class TextBlock {

  private static final String PEM_BEGIN = "-----BEGIN ";
  private static final String PEM_END = "-----END ";
  private static final String PEM_DASHES = "-----";

  /** A tag and an anchor (YAML 1.2, 6.9). */
  private static final int MAX_PROPERTIES = 2;

  private static final int MAX_PROPERTY_LENGTH = 128;

  private TextBlock() {}

  /** The index after a block that begins here; -1 where none does. */
  static int end(CharSequence text, int start) {
    if (startsWith(text, start, PEM_BEGIN)) {
      return pemEnd(text, start);
    }
    return blockEnd(text, start);
  }

  /**
   * The index after what YAML has under a name; -1 where that is no block, no collection and no
   * value behind an anchor.
   *
   * @param operator what ends the name
   * @param value the index after what divides name and value, the sign of a folded block among it
   * @param inQuotes whether the name is, as in JSON, where the next lines are other members
   */
  static int ofYaml(CharSequence text, int operator, int value, boolean inQuotes) {
    int folded = foldedEnd(text, operator, value);
    int end = Math.max(folded, Math.max(blockEnd(text, value), anchoredEnd(text, value)));
    return inQuotes || text.charAt(operator) != ':'
        ? end
        : Math.max(end, collectionEnd(text, operator, value));
  }

  /** A literal block, or one of either kind behind a tag and an anchor. */
  private static int blockEnd(CharSequence text, int start) {
    int sign = skipProperties(text, start);
    boolean block =
        sign < text.length()
            && (text.charAt(sign) == '|' || (text.charAt(sign) == '>' && sign > start));
    return block ? linesEnd(text, sign) : -1;
  }

  /** What an anchor begins would be the next parameter of a query. */
  private static int anchoredEnd(CharSequence text, int start) {
    boolean anchor = start < text.length() && text.charAt(start) == '&';
    int value = anchor ? skipProperties(text, start) : start;
    return value > start && isBlank(text, start - 1) ? SecretValue.lineEnd(text, value) : -1;
  }

  /**
   * After {@code !tag} and {@code &anchor}, and the blanks behind each. No more than YAML has,
   * since names may stand in what looks like them, and each would read it all again.
   */
  private static int skipProperties(CharSequence text, int start) {
    int i = start;
    for (int count = 0; count < MAX_PROPERTIES; count++) {
      int next = skipProperty(text, i);
      if (next == i) {
        return i;
      }
      i = next;
    }
    return i;
  }

  private static int skipProperty(CharSequence text, int start) {
    if (start >= text.length() || (text.charAt(start) != '!' && text.charAt(start) != '&')) {
      return start;
    }
    int most = Math.min(text.length(), start + MAX_PROPERTY_LENGTH);
    int end = start + 1;
    while (end < most && isProperty(text.charAt(end))) {
      end++;
    }
    int next = skipBlanks(text, end);
    boolean unnamed = end == start + 1 && text.charAt(start) == '&';
    return next == end || unnamed ? start : next;
  }

  private static boolean isProperty(char c) {
    return Character.isLetterOrDigit(c) || "!:/_-.,".indexOf(c) >= 0;
  }

  private static int skipBlanks(CharSequence text, int from) {
    int i = from;
    while (isBlank(text, i)) {
      i++;
    }
    return i;
  }

  private static boolean isBlank(CharSequence text, int index) {
    return index >= 0
        && index < text.length()
        && (text.charAt(index) == ' ' || text.charAt(index) == '\t');
  }

  private static int foldedEnd(CharSequence text, int from, int value) {
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
    int next = skipBlanks(text, end);
    if (next > end && next < text.length() && text.charAt(next) == '#') {
      next = SecretValue.lineEnd(text, next);
      if (next == text.length()) {
        // whatever is named behind the comment's sign is hidden too, and not looked at again
        return next;
      }
    }
    return isLineEnd(text, next) ? indentedEnd(text, next) : -1;
  }

  /** The lines behind that of a name that are indented more, or are entries of a list. */
  private static int collectionEnd(CharSequence text, int operator, int value) {
    int line = lineStart(text, operator, value); // no further: many names may be on one line
    if (line == operator) {
      return -1;
    }
    int name = skipEntries(text, lineStart(text, 0, operator));
    int indentation = name - lineStart(text, 0, operator);
    boolean list =
        isEntry(text, line + indentation) && skipBlanks(text, line) == line + indentation;
    int end = -1;
    while (line < text.length()) {
      int first = skipBlanks(text, line);
      boolean entry = list && first - line == indentation && isEntry(text, first);
      int lineEnd = SecretValue.lineEnd(text, first);
      if (first < lineEnd && first - line <= indentation && !entry) {
        return end;
      }
      end = first < lineEnd ? lineEnd : end;
      line = lineEnd + 1;
    }
    return end;
  }

  private static int lineStart(CharSequence text, int from, int index) {
    int i = index;
    while (i > from && !isLineEnd(text, i - 1)) {
      i--;
    }
    return i;
  }

  private static int skipEntries(CharSequence text, int from) {
    int i = skipBlanks(text, from);
    while (isEntry(text, i)) {
      i = skipBlanks(text, i + 1);
    }
    return i;
  }

  private static boolean isEntry(CharSequence text, int index) {
    return index < text.length()
        && text.charAt(index) == '-'
        && (isBlank(text, index + 1) || isLineEnd(text, index + 1));
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
