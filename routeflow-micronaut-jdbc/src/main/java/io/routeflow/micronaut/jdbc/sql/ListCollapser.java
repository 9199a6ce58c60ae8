package io.routeflow.micronaut.jdbc.sql;

/**
 * Writes the tokens and collapses what only differs in length: equal elements that follow each
 * other in {@code IN (…)} and {@code ARRAY[…]}, and all rows of {@code VALUES} but the first. Not
 * thread-safe.
 */
final class ListCollapser {
  private static final int MAX_DEPTH = 64;
  private static final int UNSET = -1;

  /** What opens or ends anything. */
  private static final int NESTING = TokenClass.OPEN | TokenClass.CLOSE | TokenClass.BRACKET;

  private enum Rows {
    NONE,
    AWAITED,
    IN_ROW,
    AFTER_ROW
  }

  private final StatementWriter writer;
  private final Frame[] frames = new Frame[MAX_DEPTH];
  private int level;
  private boolean tooDeep;
  private boolean heldComma;
  private int mutedLevel = UNSET;
  private int relevant = TokenClass.ANY;

  ListCollapser(StatementWriter writer) {
    this.writer = writer;
    frames[0] = new Frame();
  }

  /** The {@link TokenClass} bits of tokens that it must see; the others are only written. */
  int relevant() {
    return relevant;
  }

  void accept(SqlLexer token) {
    collapse(token);
    if (mutedLevel != UNSET && level > mutedLevel && !tooDeep) {
      relevant = NESTING;
    } else {
      relevant = writer.isHashing() && isIdle() ? NESTING | TokenClass.ROWS : TokenClass.ANY;
    }
  }

  /** Whether tokens that neither open nor end anything, nor lead to rows, are only written. */
  private boolean isIdle() {
    if (tooDeep) {
      return true;
    }
    Frame frame = top();
    return !heldComma && !frame.list && frame.rows == Rows.NONE;
  }

  /** To be called once, after the last token. */
  void finish() {
    for (int i = level; i >= 0; i--) {
      frames[Math.min(i, MAX_DEPTH - 1)].abandon(writer);
    }
  }

  private void collapse(SqlLexer token) {
    if (writer.isLong() && !writer.isHashing() && !isInList()) {
      writer.startHashing();
    }
    if (mutedLevel != UNSET && token.symbol() == '\0') {
      return;
    }
    if (tooDeep) {
      writer.token(token);
      return;
    }
    if (heldComma) {
      releaseComma(token);
    }
    switch (token.symbol()) {
      case '(', '[' -> open(token);
      case ')', ']' -> close(token);
      case ',' -> comma(token);
      default -> plain(token);
    }
  }

  private void releaseComma(SqlLexer token) {
    heldComma = false;
    if (token.symbol() == '(' || token.keyword() == Keyword.ROW) {
      mutedLevel = level;
      writer.mute(true);
    } else {
      writer.append(',');
      top().rows(Rows.NONE);
    }
  }

  private void open(SqlLexer token) {
    Frame outer = top();
    write(token);
    boolean bracket = token.symbol() == '[';
    boolean list =
        bracket
            ? token.previousKeyword() == Keyword.ARRAY || (outer.list && outer.bracket)
            : token.previousKeyword() == Keyword.IN;
    if (!bracket && (outer.rows == Rows.AWAITED || outer.rows == Rows.AFTER_ROW)) {
      outer.rows(Rows.IN_ROW);
    }
    level++;
    if (level == MAX_DEPTH) {
      tooDeep = true;
      writer.mute(false);
      return;
    }
    if (frames[level] == null) {
      frames[level] = new Frame();
    }
    frames[level].reset(list, bracket);
  }

  private void close(SqlLexer token) {
    boolean bracket = token.symbol() == ']';
    while (!bracket && level > 0 && top().bracket) {
      top().abandon(writer);
      level--;
    }
    if (level > 0 && top().bracket == bracket) {
      endElement();
      level--;
    }
    writer.token(token);
    if (top().rows == Rows.IN_ROW) {
      top().rows(Rows.AFTER_ROW);
    }
    if (level <= mutedLevel) {
      mutedLevel = UNSET;
      writer.mute(false);
    }
  }

  private void comma(SqlLexer token) {
    Frame frame = top();
    if (frame.rows == Rows.AFTER_ROW && mutedLevel == UNSET) {
      heldComma = true;
      return;
    }
    endElement();
    if (!frame.list || !writer.isHashing()) {
      writer.token(token);
    }
    frame.rows(Rows.NONE);
  }

  private void plain(SqlLexer token) {
    Frame frame = top();
    Keyword keyword = token.keyword();
    if (keyword == Keyword.SELECT || keyword == Keyword.WITH) {
      frame.abandon(writer);
    }
    if (keyword == Keyword.VALUES || (keyword == Keyword.VALUE && isMySql(token))) {
      frame.rows(Rows.AWAITED);
    } else if (keyword != Keyword.ROW) {
      frame.rows(Rows.NONE);
    }
    write(token);
  }

  private void write(SqlLexer token) {
    Frame frame = top();
    boolean starts = frame.list && frame.elementStart == UNSET && mutedLevel == UNSET;
    if (starts && writer.isHashing()) {
      frame.hashed = true;
      frame.hashBefore = writer.tail().suspend();
    }
    int at = writer.token(token);
    if (starts) {
      frame.elementStart = at;
    }
  }

  private void endElement() {
    Frame frame = top();
    if (!frame.list || frame.elementStart == UNSET || mutedLevel != UNSET) {
      return;
    }
    if (frame.hashed) {
      frame.endHashedElement(writer.tail());
    } else if (writer.isHashing()) {
      // The list grew too long to be compared.
      frame.list = false;
    } else {
      endElement(frame);
    }
    frame.elementStart = UNSET;
  }

  private void endElement(Frame frame) {
    int end = writer.size();
    boolean repeats =
        frame.keptStart != UNSET
            && writer.same(frame.keptStart, frame.keptEnd, frame.elementStart, end);
    if (repeats) {
      writer.cut(frame.keptEnd);
    } else {
      frame.keptStart = frame.elementStart;
      frame.keptEnd = end;
    }
  }

  private boolean isInList() {
    for (int i = 0; i <= level && i < MAX_DEPTH; i++) {
      if (frames[i].list) {
        return true;
      }
    }
    return false;
  }

  private Frame top() {
    return frames[level];
  }

  private static boolean isMySql(SqlLexer token) {
    return token.dialect() == SqlDialect.MYSQL;
  }

  /** What is open between two parentheses or brackets. */
  private static final class Frame {
    private boolean list;
    private boolean bracket;
    private int elementStart;
    private int keptStart;
    private int keptEnd;
    private boolean hashed;
    private long hashBefore;
    private long keptHash;
    private Rows rows = Rows.NONE;

    private void reset(boolean isList, boolean isBracket) {
      list = isList;
      bracket = isBracket;
      elementStart = UNSET;
      keptStart = UNSET;
      keptEnd = UNSET;
      hashed = false;
      rows(Rows.NONE);
    }

    /** An element of a list counts once, and so does what is equal to the one before it. */
    private void endHashedElement(StatementHash tail) {
      long element = tail.value();
      tail.resume(hashBefore);
      if (keptStart == UNSET || keptHash != element) {
        tail.add(element);
        keptStart = 0;
        keptHash = element;
      }
    }

    /** It is no list, or its end is missing. */
    private void abandon(StatementWriter writer) {
      if (list && hashed && elementStart != UNSET) {
        endHashedElement(writer.tail());
      }
      list = false;
    }

    /** Written only where it changes: to write a reference costs more than to look at it. */
    private void rows(Rows now) {
      if (rows != now) {
        rows = now;
      }
    }
  }
}
