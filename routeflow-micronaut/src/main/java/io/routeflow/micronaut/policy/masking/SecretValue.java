package io.routeflow.micronaut.policy.masking;

/**
 * Where a secret in a text ends. A text has no grammar, so what could still belong to the secret
 * does. Each method takes where the secret begins and answers the index after it.
 */
final class SecretValue {

  private static final String CLOSERS = ",;)]}>\"'";

  private SecretValue() {}

  /** A value in quotes, in brackets, or up to the next space. */
  static int end(CharSequence text, int start) {
    int enclosed = enclosedEnd(text, start);
    if (enclosed >= 0) {
      return endsHere(text, enclosed) ? enclosed : runEnd(text, enclosed);
    }
    int end = runEnd(text, start);
    if (RequestAuth.registered(text, start, end) != null && isSpace(text, end)) {
      return runEnd(text, skipSpaces(text, end));
    }
    return groupsEnd(text, start, end);
  }

  /** The value of a JSON member. */
  static int jsonEnd(CharSequence text, int start) {
    int enclosed = enclosedEnd(text, start);
    if (enclosed >= 0) {
      return enclosed;
    }
    int end = start;
    while (end < text.length() && ",}]".indexOf(text.charAt(end)) < 0 && !isSpace(text, end)) {
      end++;
    }
    return end;
  }

  /** The value of a header that has spaces and separators of its own. */
  static int lineEnd(CharSequence text, int start) {
    int enclosed = enclosedEnd(text, start);
    if (enclosed >= 0) {
      return enclosed;
    }
    int end = start;
    while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
      end++;
    }
    return end;
  }

  /** Up to the next space or {@code &}, without the closing punctuation at its end. */
  static int runEnd(CharSequence text, int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '&' && !isSpace(text, end)) {
      end++;
    }
    while (end > start && CLOSERS.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    return end;
  }

  static int skipSpaces(CharSequence text, int start) {
    int index = start;
    while (isSpace(text, index)) {
      index++;
    }
    return index;
  }

  /** Numbers of cards and accounts are written in groups: {@code 4111 1111 1111 1111}. */
  private static int groupsEnd(CharSequence text, int start, int end) {
    int groups = end;
    while (isGroup(text, start, groups) && groups < text.length() && text.charAt(groups) == ' ') {
      int next = runEnd(text, groups + 1);
      if (!isGroup(text, groups + 1, next)) {
        break;
      }
      start = groups + 1;
      groups = next;
    }
    return groups;
  }

  private static boolean isGroup(CharSequence text, int start, int end) {
    boolean digit = false;
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      digit |= c >= '0' && c <= '9';
      if (!(c >= '0' && c <= '9') && !(c >= 'A' && c <= 'Z')) {
        return false;
      }
    }
    return digit;
  }

  private static boolean endsHere(CharSequence text, int index) {
    return index == text.length()
        || text.charAt(index) == '&'
        || isSpace(text, index)
        || CLOSERS.indexOf(text.charAt(index)) >= 0;
  }

  private static int enclosedEnd(CharSequence text, int start) {
    int quote = start;
    while (quote < text.length() && text.charAt(quote) == '\\') {
      quote++;
    }
    if (quote == text.length()) {
      return -1;
    }
    char c = text.charAt(quote);
    if (c == '"' || c == '\'') {
      return quotedEnd(text, quote, quote - start);
    }
    return quote == start && (c == '[' || c == '{' || c == '(') ? bracketEnd(text, start) : -1;
  }

  /**
   * After the quote that closes what the quote at an index opens, or the end of the text.
   *
   * @param escapes the backslashes before the opening quote: the text may be JSON within a string
   */
  private static int quotedEnd(CharSequence text, int open, int escapes) {
    char quote = text.charAt(open);
    int backslashes = 0;
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        backslashes++;
        continue;
      }
      if (c == quote && (escapes == 0 ? backslashes % 2 == 0 : backslashes <= escapes)) {
        if (i + 1 == text.length() || text.charAt(i + 1) != quote) {
          return i + 1;
        }
        i++; // doubled, as in SQL
      }
      backslashes = 0;
    }
    return text.length();
  }

  private static int bracketEnd(CharSequence text, int open) {
    int depth = 0;
    int backslashes = 0;
    for (int i = open; i < text.length(); i++) {
      char c = text.charAt(i);
      int escapes = backslashes;
      backslashes = c == '\\' ? backslashes + 1 : 0;
      if (c == '"') {
        i = quotedEnd(text, i, escapes) - 1;
      } else if (c == '[' || c == '{' || c == '(') {
        depth++;
      } else if ((c == ']' || c == '}' || c == ')') && --depth == 0) {
        return i + 1;
      }
    }
    return text.length();
  }

  private static boolean isSpace(CharSequence text, int index) {
    return index < text.length() && Character.isWhitespace(text.charAt(index));
  }
}
