package io.routeflow.micronaut.jdbc.sql;

import java.util.Arrays;
import java.util.List;

/**
 * Collects the normalized text. It holds more than may leave, so that a list near the limit can
 * still be collapsed, and cuts at the end. Of what follows it keeps a hash only, so that two texts
 * that differ behind the cut have different identities. Not thread-safe.
 */
final class StatementWriter {
  private static final int CAPACITY = 3 * SqlNormalizer.MAX_STATEMENT_BYTES;
  private static final int SLACK = 16;
  private static final String CUT = "...";
  private static final char HIDDEN = '?';

  private final StatementHash tail = new StatementHash();
  private char[] text;
  private int size;
  private boolean hashing;
  private boolean muted;

  StatementWriter(int inputLength) {
    text = new char[Math.min(CAPACITY, inputLength + SLACK)];
  }

  /** Whether the text is longer than what may leave, whatever is taken back of it. */
  boolean isLong() {
    return size > SqlNormalizer.MAX_STATEMENT_BYTES;
  }

  /** Whether what is written is no longer kept as text. */
  boolean isHashing() {
    return hashing;
  }

  /** From here on the text is final, and what follows is hashed. */
  void startHashing() {
    if (!hashing) {
      hashing = true;
      for (int i = 0; i < size; i++) {
        tail.add(text[i]);
      }
    }
  }

  /** The hash of all that was written; to be used while {@link #isHashing}. */
  StatementHash tail() {
    return tail;
  }

  int size() {
    return size;
  }

  /** While muted nothing is written. */
  void mute(boolean on) {
    muted = on;
  }

  /** Writes the token, a value as a question mark, and returns where its text starts. */
  int token(SqlLexer token) {
    if (muted) {
      return size;
    }
    if (hashing) {
      hash(token);
      return size;
    }
    boolean hidden = isHidden(token);
    if (size > 0 && (token.spaced() || isApart(token, hidden, text[size - 1]))) {
      append(' ');
    }
    int at = size;
    if (hidden) {
      append(HIDDEN);
    } else if (token.symbol() != '\0' && token.end() == token.start() + 1) {
      append(token.symbol());
    } else {
      copy(token);
    }
    return at;
  }

  void append(char c) {
    if (muted) {
      return;
    }
    if (hashing || (size == text.length && !grow(size + 1))) {
      tail.add(c);
      return;
    }
    text[size++] = c;
  }

  /** Whether two stretches of the text are the same but for blanks. */
  boolean same(int start, int end, int otherStart, int otherEnd) {
    if (end - start == 1 && otherEnd - otherStart == 1) {
      return text[start] == text[otherStart];
    }
    int i = start;
    int j = otherStart;
    while (true) {
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
  }

  /** Takes back what was written after {@code newSize}. */
  void cut(int newSize) {
    if (!hashing) {
      size = newSize;
    }
  }

  /** The text, cut to {@link SqlNormalizer#MAX_STATEMENT_BYTES} bytes of UTF-8. */
  NormalizedSql finish(String operation, List<String> tables, boolean nameHidden) {
    int bytes = 0;
    int fitting = 0;
    for (int i = 0; i < size; i++) {
      bytes += bytes(text[i]);
      if (bytes <= SqlNormalizer.MAX_STATEMENT_BYTES - CUT.length()) {
        fitting = i + 1;
      }
      if (bytes > SqlNormalizer.MAX_STATEMENT_BYTES) {
        startHashing();
        return new NormalizedSql(cutAt(fitting), operation, tables, tail.value(), nameHidden);
      }
    }
    String whole = new String(text, 0, size);
    return new NormalizedSql(whole, operation, tables, whole.hashCode(), nameHidden);
  }

  /** Between two characters and not between the two halves of one. */
  private String cutAt(int fitting) {
    boolean half = fitting > 0 && Character.isHighSurrogate(text[fitting - 1]);
    return new String(text, 0, half ? fitting - 1 : fitting) + CUT;
  }

  /** Of UTF-8; a pair of surrogates is one character of four bytes. */
  private static int bytes(char c) {
    if (c < 0x80) {
      return 1;
    }
    return c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
  }

  /** A word and a value or a quoted name stay two words, however close they were written. */
  private static boolean isApart(SqlLexer token, boolean hidden, char last) {
    if (hidden) {
      return Characters.isWordPart(last);
    }
    boolean end = last == HIDDEN || last == ']' || Characters.isQuote(last);
    return end && token.kind() == TokenKind.WORD;
  }

  private static boolean isHidden(SqlLexer token) {
    return (token.kind() & (TokenKind.VALUE | TokenKind.MARKER)) != 0;
  }

  private void hash(SqlLexer token) {
    if (isHidden(token)) {
      tail.add(HIDDEN);
      return;
    }
    int start = token.start();
    int length = token.end() - start;
    if (token.kind() == TokenKind.SYMBOL && length == 1) {
      tail.add(token.symbol());
    } else if (token.kind() == TokenKind.WORD && KeywordTable.isExact(token.packed(), length)) {
      tail.add(token.packed());
    } else {
      tail.add(token.sql(), start, token.end());
    }
  }

  private void copy(SqlLexer token) {
    CharSequence sql = token.sql();
    int start = token.start();
    int end = token.end();
    int count = end - start;
    if (size + count > text.length && !grow(size + count)) {
      hash(token);
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
      startHashing();
      return false;
    }
    text = Arrays.copyOf(text, Math.min(CAPACITY, Math.max(needed, text.length * 2)));
    return true;
  }
}
