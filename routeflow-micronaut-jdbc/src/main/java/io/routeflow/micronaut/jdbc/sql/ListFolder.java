package io.routeflow.micronaut.jdbc.sql;

/**
 * Writes the tokens and folds what only differs in length: equal elements that follow each other in
 * {@code IN (…)} and {@code ARRAY[…]}, and all rows of {@code VALUES} but the first. Not
 * thread-safe.
 */
final class ListFolder {
  private static final int MAX_DEPTH = 64;
  private static final int UNSET = -1;

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
  private int relevant = Sign.ANY;

  ListFolder(StatementWriter writer) {
    this.writer = writer;
    frames[0] = new Frame();
  }

  /** The {@link Sign}s of tokens that can change anything as things stand. */
  int relevant() {
    return relevant;
  }

  void accept(SqlLexer token) {
    fold(token);
    if (writer.isFull()) {
      relevant = Sign.NONE;
    } else {
      boolean muted = mutedLevel != UNSET && level > mutedLevel && !tooDeep;
      relevant = muted ? Sign.OPEN | Sign.CLOSE | Sign.BRACKET : Sign.ANY;
    }
  }

  private void fold(SqlLexer token) {
    if (writer.isFull()) {
      return;
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
    writer.token(token);
    frame.rows(Rows.NONE);
  }

  private void plain(SqlLexer token) {
    Frame frame = top();
    Keyword keyword = token.keyword();
    if (keyword == Keyword.SELECT || keyword == Keyword.WITH) {
      frame.list = false;
    }
    if (keyword == Keyword.VALUES || (keyword == Keyword.VALUE && isMySql(token))) {
      frame.rows(Rows.AWAITED);
    } else if (keyword != Keyword.ROW) {
      frame.rows(Rows.NONE);
    }
    write(token);
  }

  private void write(SqlLexer token) {
    int at = writer.token(token);
    Frame frame = top();
    if (frame.list && frame.elementStart == UNSET) {
      frame.elementStart = at;
    }
  }

  private void endElement() {
    Frame frame = top();
    if (!frame.list || frame.elementStart == UNSET) {
      return;
    }
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
    frame.elementStart = UNSET;
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
    private Rows rows = Rows.NONE;

    private void reset(boolean isList, boolean isBracket) {
      list = isList;
      bracket = isBracket;
      elementStart = UNSET;
      keptStart = UNSET;
      keptEnd = UNSET;
      rows(Rows.NONE);
    }

    /** Written only where it changes: to write a reference costs more than to look at it. */
    private void rows(Rows now) {
      if (rows != now) {
        rows = now;
      }
    }
  }
}
