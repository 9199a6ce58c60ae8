package io.routeflow.micronaut.policy.masking;

import java.util.List;

/** One walk through one text. Thread-confined. */
final class TextPass extends UserInfoScanner {

  /** Headers whose value goes to the end of the line. */
  private static final MaskedNames WHOLE_LINE =
      MaskedNames.of(List.of("authorization", "proxy-authorization", "cookie", "set-cookie"));

  private static final char WIDE_COLON = '\uff1a';
  private static final char WIDE_EQUALS = '\uff1d';
  private static final int ASCII = 128;
  private static final int NO_MORE_TAGS = -2;

  /** Makes a small letter of a capital one. */
  private static final int LOWER = 'a' - 'A';

  /** What may give a secret away; many texts have little of it. */
  private static final boolean[] SIGNS = signs();

  private final MaskedNames names;
  private final int maxLength;
  private final StringBuilder masked = new StringBuilder(0);
  private int copied;

  /** Where a name may begin at the earliest, so that no letter is looked at twice. */
  private int nameStart;

  /** Where the tag begins that the text is in; {@link #NO_MORE_TAGS} where none is closed again. */
  private int tagStart = -1;

  /** Of the masked name that was found last: whether the whole line is its value. */
  private boolean ofLine;

  /** Whether it stands in quotes. */
  private boolean inQuotes;

  /**
   * Prepares a walk.
   *
   * @param maxLength how many masked characters are needed
   * @param isCut whether the text goes on where it ends here
   */
  TextPass(MaskedNames names, String text, int maxLength, boolean isCut) {
    super(text, isCut);
    this.names = names;
    this.maxLength = maxLength;
  }

  /** The text without secrets; the same instance where there is nothing to mask. */
  String run() {
    int i = 0;
    while (i < text.length() && masked.length() + i - copied < maxLength) {
      int secret = isSign(text.charAt(i)) ? secretAt(i) : -1;
      if (secret < 0) {
        i++;
        continue;
      }
      masked.append(text, copied, secret).append(Replacement.MASKED.text());
      copied = secretEnd;
      nameStart = secretEnd;
      i = secretEnd;
    }
    if (copied == 0 && i == text.length()) {
      return text;
    }
    return masked.append(text, copied, i).toString();
  }

  /** Whether there is a secret. */
  boolean find() {
    for (int i = 0; i < text.length(); i++) {
      if (isSign(text.charAt(i)) && secretAt(i) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Where a secret begins that the character at an index gives away, -1 if there is none. */
  private int secretAt(int index) {
    int secret =
        switch (text.charAt(index)) {
          case '=', WIDE_EQUALS, WIDE_COLON -> afterName(index, index + 1, Escape.PLAIN);
          case ':' -> afterColon(index);
          case '<' -> afterOpening(index);
          case '>' -> afterTag(index, index + 1);
          case '/' -> userInfo(index + 1, Escape.PLAIN);
          case '+' -> endsWithWord("bearer", index) ? afterScheme(index, index + 1) : -1;
          case '\\' -> isFirstBackslash(index) ? escaped(index, signAfter(index)) : -1;
          case '%', '&' -> escaped(index, index);
          default -> afterScheme(index, index + 1);
        };
    if (secret < 0 || secret >= secretEnd) {
      return -1;
    }
    extendOverNames(secret);
    return secret;
  }

  private boolean isFirstBackslash(int index) {
    return index == copied || text.charAt(index - 1) != '\\';
  }

  private int escaped(int begin, int sign) {
    long escape = Escape.at(text, sign, text.length());
    if (escape == Escape.NONE) {
      return -1;
    }
    int end = Escape.end(escape);
    char c = Escape.character(escape);
    int level = Escape.level(text, sign, escape);
    if (isOperator(c)) {
      return afterName(begin, end, level);
    }
    if (c == '/') {
      return userInfo(end, level);
    }
    if (c == '<') {
      return afterOpening(begin);
    }
    if (c == '>') {
      return afterTag(begin, end);
    }
    return isSpace(c) ? afterScheme(begin, end) : -1;
  }

  /** Oracle's addresses have the user info in front of the slashes. */
  private int afterColon(int colon) {
    int secret = afterName(colon, colon + 1, Escape.PLAIN);
    if (secret >= 0 || !(endsWithWord("thin", colon) || endsWithWord("oci", colon))) {
      return secret;
    }
    secretEnd = lastAt(colon + 1);
    return colon + 1;
  }

  private int afterOpening(int bracket) {
    if (tagStart != NO_MORE_TAGS) {
      tagStart = bracket;
    }
    return -1;
  }

  /** The content of an XML element with a masked name. */
  private int afterTag(int bracket, int content) {
    int open = tagStart;
    if (open < 0) {
      return -1;
    }
    tagStart = -1;
    int name = bracketEnd(open);
    int nameEnd = name;
    while (nameEnd < bracket && !isSpace(text.charAt(nameEnd))) {
      nameEnd++;
    }
    if (text.charAt(bracket - 1) == '/' || !isMaskedName(name, nameEnd)) {
      return -1;
    }
    int end = ElementContent.end(text, text.substring(open, name), content, name, nameEnd);
    if (end == ElementContent.NONE && !isCut) {
      tagStart = NO_MORE_TAGS; // as in Optional<Token>
      return -1;
    }
    secretEnd = end == ElementContent.NONE ? text.length() : end;
    return content;
  }

  private int bracketEnd(int open) {
    int sign = text.charAt(open) == '\\' ? signAfter(open) : open;
    return text.charAt(open) == '<' ? open + 1 : Escape.end(escapeAt(sign));
  }

  /** What is hidden may end in a masked name itself, and what follows is its value then. */
  private void extendOverNames(int secret) {
    int from = secret;
    while (secretEnd < text.length()) {
      int operator = lastOperator(from);
      if (operator < 0 || !isMaskedName(from, operator)) {
        return;
      }
      int value = skipOperators(secretEnd);
      int end = valueEnd(operator, value, Escape.PLAIN);
      if (end <= value) {
        return;
      }
      from = value;
      secretEnd = end;
    }
  }

  /** Where the operator begins with which a secret ends or that follows it, else -1. */
  private int lastOperator(int from) {
    int next = SecretValue.skipSpaces(text, secretEnd);
    int operator = next < text.length() && isOperator(text.charAt(next)) ? next : -1;
    int i = secretEnd;
    while (i > from) {
      long escape = Escape.endingAt(text, from, i);
      char c = escape == Escape.NONE ? text.charAt(i - 1) : Escape.character(escape);
      if (!isOperatorOrSpace(c)) {
        return operator;
      }
      i = escape == Escape.NONE ? i - 1 : Escape.start(text, Escape.end(escape), from);
      operator = isOperator(c) ? i : operator;
    }
    return operator;
  }

  /** After operators and spaces, escaped ones as well. */
  private int skipOperators(int from) {
    int index = from;
    while (index < text.length()) {
      int sign = text.charAt(index) == '\\' ? signAfter(index) : index;
      long escape = escapeAt(sign);
      char c = escape == Escape.NONE ? text.charAt(index) : Escape.character(escape);
      if (!isOperatorOrSpace(c)) {
        return index;
      }
      index = escape == Escape.NONE ? index + 1 : Escape.end(escape);
    }
    return index;
  }

  private int afterName(int operator, int operatorEnd, int level) {
    int from = nameStart;
    nameStart = operatorEnd;
    if (!isMaskedName(from, operator)) {
      return -1;
    }
    int value = skipOperators(operatorEnd);
    secretEnd =
        Math.max(valueEnd(operator, value, level), TextBlock.foldedEnd(text, operatorEnd, value));
    return value;
  }

  private boolean isMaskedName(int from, int operator) {
    return endsInMaskedName(text, from, operator, operator) || isMaskedUnescaped(from, operator);
  }

  private boolean isMaskedUnescaped(int from, int operator) {
    String name = EscapedName.decode(text, from, operator);
    return name != null && endsInMaskedName(name, 0, name.length(), operator);
  }

  private boolean endsInMaskedName(String in, int from, int to, int operator) {
    int nameEnd = nameEnd(in, from, to);
    int part = nameEnd < 0 ? -1 : NameParts.maskedEnd(names, in, from, nameEnd);
    if (part < 0 || (part < nameEnd && nameEnd == to && isPlace(in, from, to, operator))) {
      return false;
    }
    ofLine = WHOLE_LINE.endIn(in, from, part);
    inQuotes = nameEnd < to && (in.charAt(nameEnd) == '"' || in.charAt(nameEnd) == '\\');
    return true;
  }

  private boolean isPlace(String in, int from, int end, int operator) {
    char next = operator + 1 < text.length() ? text.charAt(operator + 1) : ' ';
    return text.charAt(operator) == ':' && NameParts.isPlace(in, from, end, next);
  }

  /** After the last letter or digit before an operator, -1 where something else ended there. */
  private static int nameEnd(String text, int from, int operator) {
    int nameEnd = operator;
    while (nameEnd > from && !Character.isLetterOrDigit(text.charAt(nameEnd - 1))) {
      if (",;&\n\r".indexOf(text.charAt(nameEnd - 1)) >= 0) {
        return -1;
      }
      nameEnd--;
    }
    return nameEnd;
  }

  private int valueEnd(int operator, int value, int level) {
    if (ofLine) {
      return SecretValue.lineEnd(text, value);
    }
    boolean json = inQuotes && level == Escape.PLAIN && text.charAt(operator) == ':';
    return json ? SecretValue.jsonEnd(text, value) : SecretValue.end(text, value, level);
  }

  private int afterScheme(int space, int spaceEnd) {
    int last = space == 0 ? 0 : text.charAt(space - 1) | LOWER;
    boolean scheme =
        (last == 'r' && endsWithWord("bearer", space))
            || (last == 'c' && endsWithWord("basic", space));
    if (!scheme) {
      return -1;
    }
    int start = SecretValue.skipSpaces(text, spaceEnd);
    secretEnd = SecretValue.end(text, start, Escape.PLAIN);
    return start;
  }

  private boolean endsWithWord(String word, int end) {
    int start = end - word.length();
    return start >= 0
        && isWordAt(word, start)
        && (start == 0
            || !Character.isLetterOrDigit(text.charAt(start - 1))
            || Escape.endingAt(text, 0, start) != Escape.NONE);
  }

  /** In ASCII letters of any case, as RFC 9110 has the names of authentication schemes. */
  private boolean isWordAt(String word, int start) {
    for (int i = 0; i < word.length(); i++) {
      if ((text.charAt(start + i) | LOWER) != word.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private static boolean[] signs() {
    boolean[] signs = new boolean[ASCII];
    for (char c : "=: \t/+%&\\<>".toCharArray()) {
      signs[c] = true;
    }
    return signs;
  }

  private static boolean isSign(char c) {
    return c < ASCII ? SIGNS[c] : isWideOperator(c) || isSpace(c);
  }

  private static boolean isOperator(char c) {
    return c == '=' || c == ':' || isWideOperator(c);
  }

  /** As texts in Chinese and Japanese have them. */
  private static boolean isWideOperator(char c) {
    return c == WIDE_COLON || c == WIDE_EQUALS;
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isOperatorOrSpace(char c) {
    return isOperator(c) || c == '>' || isSpace(c);
  }
}
