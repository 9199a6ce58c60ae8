package io.routeflow.micronaut.policy.masking;

/** Finds the user info of URLs in a text. Thread-confined. */
abstract class UserInfoScanner {

  final String text;

  /** Whether the text goes on where it ends here. */
  final boolean isCut;

  /** Where what was found last ends. */
  int secretEnd;

  /** No {@code @} stands between this index and {@link #noAtEnd}. */
  private int noAtStart;

  private int noAtEnd;

  /** From here to the end of the text, all may be parts of escapes; -1 while it is not known. */
  private int tailStart = -1;

  UserInfoScanner(String text, boolean isCut) {
    this.text = text;
    this.isCut = isCut;
  }

  /**
   * The index at which user info begins that ends at {@link #secretEnd}; that one is -1 where there
   * is none. User info ends at the last {@code @} before the path begins (RFC 3986, 3.2).
   *
   * @param afterSlash the index after a slash
   * @param level how that slash is escaped: so are the other separators
   * @return -1 where no second slash follows
   */
  final int userInfo(int afterSlash, int level) {
    int start = slashEnd(afterSlash);
    if (start >= 0) {
      secretEnd = userInfoEnd(start, level);
    }
    return start;
  }

  private int userInfoEnd(int start, int level) {
    int at = -1;
    int escapedAt = -1;
    int colonEnd = -1;
    int i = start;
    while (i < text.length()) {
      int sign = text.charAt(i) == '\\' ? signAfter(i) : i;
      long escape = escapeAt(sign);
      boolean plain = escape == Escape.NONE;
      boolean separates =
          plain || text.charAt(sign) == '&' || Escape.level(text, sign, escape) == level;
      char c = plain ? text.charAt(i) : Escape.character(escape);
      if (separates && endsAuthority(c)) {
        break;
      }
      if (c == '@') {
        at = separates ? i : at;
        escapedAt = i;
      }
      i = plain ? i + 1 : Escape.end(escape);
      colonEnd = c == ':' ? i : colonEnd;
    }
    if (at < 0 && isCut && (i == text.length() || isCutEscape(i))) {
      return text.length();
    }
    if (at >= 0 || colonEnd < 0 || isPort(colonEnd, i)) {
      return at;
    }
    return escapedAt >= 0 ? escapedAt : lastAt(i);
  }

  /** What seems to end an authority may begin an escape whose end is missing. */
  private boolean isCutEscape(int index) {
    boolean entity = index > 0 && text.charAt(index - 1) == '&' && text.charAt(index) == '#';
    return (entity || text.charAt(index) == '\\') && index + 1 >= tailStart();
  }

  /** Looked for once: from each of many slashes it would be the rest of the text. */
  private int tailStart() {
    if (tailStart < 0) {
      tailStart = text.length();
      while (tailStart > 0 && isPartOfEscape(text.charAt(tailStart - 1))) {
        tailStart--;
      }
    }
    return tailStart;
  }

  private static boolean isPartOfEscape(char c) {
    return Character.isLetterOrDigit(c) || c == '\\' || c == '{';
  }

  /** After a slash, which JSON may write with a backslash before it. */
  private int slashEnd(int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == '\\') {
      i++;
    }
    if (i == text.length()) {
      return -1;
    }
    if (text.charAt(i) == '/') {
      return i + 1;
    }
    long escape = escapeAt(i);
    return escape != Escape.NONE && Escape.character(escape) == '/' ? Escape.end(escape) : -1;
  }

  /** Where the letter of an escape stands behind backslashes; the same index where none does. */
  final int signAfter(int backslash) {
    return Escape.signAfter(text, backslash);
  }

  /** A password that holds a slash itself: what stands before it is no port then. */
  final int lastAt(int from) {
    if (from >= noAtStart && from < noAtEnd) {
      return -1;
    }
    int found = -1;
    int end = from;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      found = isAt(end) ? end : found;
      end++;
    }
    if (found < 0 && isCut && end == text.length()) {
      return end;
    }
    if (found < 0) {
      noAtStart = from;
      noAtEnd = end;
    }
    return found;
  }

  private boolean isAt(int index) {
    long escape = escapeAt(index);
    return text.charAt(index) == '@' || (escape != Escape.NONE && Escape.character(escape) == '@');
  }

  final long escapeAt(int index) {
    return Escape.ofSign(text, index);
  }

  /** Not where nothing stands behind the colon: a password begins with what ends the port. */
  private boolean isPort(int from, int to) {
    if (from == to) {
      return false;
    }
    for (int i = from; i < to; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean endsAuthority(char c) {
    return "/?#\\\"<>".indexOf(c) >= 0 || Character.isWhitespace(c);
  }
}
