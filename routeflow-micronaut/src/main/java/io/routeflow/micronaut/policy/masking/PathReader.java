package io.routeflow.micronaut.policy.masking;

/** A position in the text of a path, and what can be read there. Thread-confined. */
final class PathReader {

  private static final char END = '\uffff';
  private static final int HEX = 16;

  /** Integers of a path are those that each implementation of JSON can hold (RFC 7493, 2.2). */
  private static final long MAX_INTEGER = (1L << 53) - 1;

  private static final int MAX_DIGITS = 16;

  private final String text;
  private int position;

  PathReader(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return position == text.length();
  }

  /** The next character, or one that no path holds at the end. */
  char peek() {
    return atEnd() ? END : text.charAt(position);
  }

  boolean skip(String token) {
    if (!text.startsWith(token, position)) {
      return false;
    }
    position += token.length();
    return true;
  }

  void expect(String token) throws PathSyntaxException {
    if (!skip(token)) {
      throw problem("'" + token + "' expected");
    }
  }

  void skipBlanks() {
    while (peek() == ' ' || peek() == '\t' || peek() == '\n' || peek() == '\r') {
      position++;
    }
  }

  PathSyntaxException problem(String reason) {
    return new PathSyntaxException(reason + " at character " + (position + 1));
  }

  boolean atNameStart() {
    return isNameStart(peek()) && !atEnd();
  }

  /** A name after a dot (RFC 9535, 2.5.1.1). */
  String shorthandName() throws PathSyntaxException {
    int start = position;
    while (!atEnd() && (isNameStart(peek()) || isDigit(peek()))) {
      skipCharacter();
    }
    return text.substring(start, position);
  }

  /** A whole number without leading zeros. */
  long integer() throws PathSyntaxException {
    boolean negative = skip("-");
    int start = position;
    long value = 0;
    while (isDigit(peek()) && position - start <= MAX_DIGITS) {
      value = value * 10 + (peek() - '0');
      position++;
    }
    boolean leadingZero = text.startsWith("0", start) && (position - start > 1 || negative);
    if (position == start || leadingZero || isDigit(peek()) || value > MAX_INTEGER) {
      throw problem("an integer from -(2^53-1) to 2^53-1 expected");
    }
    return negative ? -value : value;
  }

  /** A name in quotes, with its escapes resolved. */
  String quotedName() throws PathSyntaxException {
    char quote = text.charAt(position++);
    StringBuilder name = new StringBuilder();
    while (peek() != quote) {
      if (atEnd()) {
        throw problem("closing quote expected");
      }
      if (peek() < ' ') {
        throw problem("control character");
      }
      if (peek() == '\\') {
        position++;
        escape(quote, name);
      } else {
        int start = position;
        skipCharacter();
        name.append(text, start, position);
      }
    }
    position++;
    return name.toString();
  }

  private void escape(char quote, StringBuilder name) throws PathSyntaxException {
    char c = peek();
    if (c == 'u') {
      position++;
      unicodeEscape(name);
      return;
    }
    if (c != quote && "\\/bfnrt".indexOf(c) < 0) {
      throw problem("unknown escape");
    }
    position++;
    name.append(
        switch (c) {
          case 'b' -> '\b';
          case 'f' -> '\f';
          case 'n' -> '\n';
          case 'r' -> '\r';
          case 't' -> '\t';
          default -> c;
        });
  }

  private void unicodeEscape(StringBuilder name) throws PathSyntaxException {
    char first = fourDigits();
    name.append(first);
    if (Character.isLowSurrogate(first)) {
      throw problem("half of a surrogate pair");
    }
    if (Character.isHighSurrogate(first)) {
      char second = skip("\\u") ? fourDigits() : END;
      if (!Character.isLowSurrogate(second)) {
        throw problem("half of a surrogate pair");
      }
      name.append(second);
    }
  }

  private char fourDigits() throws PathSyntaxException {
    int value = 0;
    for (int i = 0; i < 4; i++) {
      int digit = peek() < 128 ? Character.digit(peek(), HEX) : -1;
      if (digit < 0) {
        throw problem("four hex digits expected");
      }
      value = value * HEX + digit;
      position++;
    }
    return (char) value;
  }

  /** Skips one character of Unicode; half of a surrogate pair is none. */
  private void skipCharacter() throws PathSyntaxException {
    int character = text.codePointAt(position);
    if (character <= END && Character.isSurrogate((char) character)) {
      throw problem("half of a surrogate pair");
    }
    position += Character.charCount(character);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isNameStart(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
  }
}
