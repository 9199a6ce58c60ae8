package io.routeflow.micronaut.policy.masking;

/** Finds where the content of an XML element in a text ends. */
final class ElementContent {

  /** No end. */
  static final int NONE = -1;

  /** So many closing tags are looked at: of a document this deep, all content is the secret. */
  private static final int MOST_TAGS = 16;

  private ElementContent() {}

  /**
   * The index of the tag that closes an element, or, where none of the next tags does, of the last
   * of these; {@link #NONE} where no tag closes anything.
   *
   * @param bracket how the element's opening bracket is written, escaped or not
   * @param from where the content begins
   * @param nameStart where the name of the element begins
   * @param nameEnd the index after that name
   */
  static int end(String text, String bracket, int from, int nameStart, int nameEnd) {
    int end = NONE;
    int tags = 0;
    for (int tag = text.indexOf(bracket, from);
        tag >= 0 && tags < MOST_TAGS;
        tag = text.indexOf(bracket, tag + 1)) {
      int slash = afterBackslashes(text, tag + bracket.length());
      int name = afterSlash(text, slash);
      if (name >= 0) {
        end = tag;
        tags++;
        if (text.regionMatches(name, text, nameStart, nameEnd - nameStart)) {
          return end;
        }
      }
    }
    return end;
  }

  private static int afterBackslashes(String text, int from) {
    int i = from;
    while (i < text.length() && text.charAt(i) == '\\') {
      i++;
    }
    return i;
  }

  /** After a slash, which may be escaped; -1 where there is none. */
  private static int afterSlash(String text, int index) {
    if (index == text.length()) {
      return -1;
    }
    char c = text.charAt(index);
    long escape = Escape.isSign(c) ? Escape.at(text, index, text.length()) : Escape.NONE;
    boolean slash = escape == Escape.NONE ? c == '/' : Escape.character(escape) == '/';
    if (!slash) {
      return -1;
    }
    return escape == Escape.NONE ? index + 1 : Escape.end(escape);
  }
}
