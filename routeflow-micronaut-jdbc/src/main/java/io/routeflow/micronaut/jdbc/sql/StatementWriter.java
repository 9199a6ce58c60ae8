package io.routeflow.micronaut.jdbc.sql;

import java.util.Arrays;

/**
 * Collects the normalized text. It holds more than may leave, so that a list near the limit can
 * still be folded, and cuts at the end. Not thread-safe.
 */
final class StatementWriter {
  private static final int CAPACITY = 2 * SqlNormalizer.MAX_STATEMENT_BYTES;
  private static final int SLACK = 16;
  private static final String CUT = "...";

  private char[] text;
  private int size;
  private boolean full;
  private boolean muted;

  StatementWriter(int inputLength) {
    text = new char[Math.min(CAPACITY, inputLength + SLACK)];
  }

  /** Whether nothing that follows can change the text. */
  boolean isFull() {
    return full;
  }

  int size() {
    return size;
  }

  /** While muted nothing is written. */
  void mute(boolean on) {
    muted = on;
  }

  /** Writes the token, a value as a question mark, and says where its text starts. */
  int token(SqlLexer token) {
    if (muted || full) {
      return size;
    }
    boolean hidden = (token.kind() & (TokenKind.VALUE | TokenKind.MARKER)) != 0;
    boolean apart = hidden && size > 0 && Characters.isWordPart(text[size - 1]);
    if (size > 0 && (token.spaced() || apart)) {
      append(' ');
    }
    int at = size;
    if (hidden) {
      append('?');
    } else if (token.symbol() != '\0' && token.end() == token.start() + 1) {
      append(token.symbol());
    } else {
      copy(token.sql(), token.start(), token.end());
    }
    return at;
  }

  void append(char c) {
    if (muted || full) {
      return;
    }
    if (size == text.length && !grow(size + 1)) {
      return;
    }
    text[size++] = c;
  }

  /** Whether two stretches of the text are the same but for blanks. */
  boolean same(int start, int end, int otherStart, int otherEnd) {
    if (end - start == 1 && otherEnd - otherStart == 1) {
      return !full && text[start] == text[otherStart];
    }
    int i = start;
    int j = otherStart;
    while (!full) {
      while (i < end && text[i] == ' ') {
        i++;
      }
      while (j < otherEnd && text[j] == ' ') {
        j++;
      }
      if (i >= end || j >= otherEnd) {
        return i >= end && j >= otherEnd;
      }
      if (text[i++] != text[j++]) {
        return false;
      }
    }
    return false;
  }

  /** Takes back what was written after {@code newSize}. */
  void cut(int newSize) {
    if (!full) {
      size = newSize;
    }
  }

  /** The text, cut to {@link SqlNormalizer#MAX_STATEMENT_BYTES} bytes of UTF-8. */
  String finish() {
    int bytes = 0;
    int fitting = 0;
    for (int i = 0; i < size; i++) {
      char c = text[i];
      // The lexer lets no surrogate through, so three bytes are the most.
      bytes += c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
      if (bytes <= SqlNormalizer.MAX_STATEMENT_BYTES - CUT.length()) {
        fitting = i + 1;
      }
      if (bytes > SqlNormalizer.MAX_STATEMENT_BYTES) {
        return new String(text, 0, fitting) + CUT;
      }
    }
    return new String(text, 0, size);
  }

  private void copy(CharSequence sql, int start, int end) {
    int count = end - start;
    if (size + count > text.length && !grow(size + count)) {
      return;
    }
    if (sql instanceof String string) {
      string.getChars(start, end, text, size);
      size += count;
      return;
    }
    for (int i = start; i < end; i++) {
      text[size++] = sql.charAt(i);
    }
  }

  private boolean grow(int needed) {
    if (needed > CAPACITY) {
      full = true;
      return false;
    }
    text = Arrays.copyOf(text, Math.min(CAPACITY, Math.max(needed, text.length * 2)));
    return true;
  }
}
