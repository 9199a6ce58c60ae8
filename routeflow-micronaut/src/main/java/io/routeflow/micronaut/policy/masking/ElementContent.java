package io.routeflow.micronaut.policy.masking;

import java.util.HashSet;
import java.util.Set;

/** Finds where the content of an XML element in a text ends. Thread-confined. */
final class ElementContent {

  /** No end. */
  private static final int NONE = -1;

  /** So many closing tags are looked at: of a document this deep, all content is the secret. */
  private static final int MOST_TAGS = 16;

  /** So many ways to write a bracket no text has that is not made for it. */
  private static final int MOST_SPELLINGS = 16;

  private final String text;
  private final boolean isCut;

  /** How brackets are written of which no tag is closed any more, as in {@code Optional<Token>}. */
  private Set<String> unclosed = Set.of();

  /**
   * For one text.
   *
   * @param isCut whether it goes on where it ends here
   */
  ElementContent(String text, boolean isCut) {
    this.text = text;
    this.isCut = isCut;
  }

  /** The index after the content, {@link #NONE} where the tag is none of an element. */
  int contentEnd(String bracket, int from, int nameStart, int nameEnd) {
    if (unclosed.contains(bracket)) {
      return NONE;
    }
    int end = end(bracket, from, nameStart, nameEnd);
    if (end != NONE) {
      return end;
    }
    unclosed = unclosed.isEmpty() ? new HashSet<>() : unclosed;
    unclosed.add(bracket);
    return isCut || unclosed.size() > MOST_SPELLINGS ? text.length() : NONE;
  }

  /**
   * The index of the tag that closes an element, or, where none of the next tags does, of the last
   * of these; {@link #NONE} where no tag closes anything.
   *
   * @param bracket how the element's opening bracket is written, escaped or not
   * @param from where the content begins
   * @param nameStart where the name of the element begins
   * @param nameEnd the index after that name
   */
  private int end(String bracket, int from, int nameStart, int nameEnd) {
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
