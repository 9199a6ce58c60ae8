package io.routeflow.micronaut.jdbc.sql;

import java.util.ArrayList;
import java.util.List;

/** Learns the names that WITH clauses define: they are no tables. Not thread-safe. */
final class CteNames {
  private static final int MAX_NAMES = 64;

  private final List<String> names = new ArrayList<>(0);
  private final DepthBits open = new DepthBits();
  private boolean expected;
  private boolean hasCandidate;
  private String candidate = "";

  /** Whether the token, unless it is a keyword or opens or ends something, says nothing. */
  boolean isIdle(SqlLexer token) {
    return isIdle() && !(token.symbol() == ',' && open.has(token.depth()));
  }

  /** Whether tokens that are neither keywords nor open, separate or end anything say nothing. */
  boolean isIdle() {
    return !expected && !hasCandidate;
  }

  /** Whether a comma or a parenthesis may say something. */
  boolean isNested() {
    return open.any();
  }

  void accept(SqlLexer token) {
    Keyword keyword = token.keyword();
    int depth = token.depth();
    boolean opens = token.symbol() == '(';
    if (hasCandidate) {
      if ((keyword == Keyword.AS || opens) && names.size() < MAX_NAMES) {
        names.add(candidate);
        open.set(opens ? depth - 1 : depth);
      }
      hasCandidate = false;
    }
    if (keyword == Keyword.WITH) {
      expected = true;
    } else if (expected && keyword != Keyword.RECURSIVE) {
      expected = false;
      hasCandidate = Names.isName(token);
      candidate = hasCandidate ? Names.text(token) : "";
    } else if (token.symbol() == ',') {
      expected = open.has(depth);
    } else if (opens || keyword.is(Role.MAIN_VERB) || token.symbol() == ';') {
      open.clear(depth);
    }
  }

  boolean contains(String table) {
    for (String name : names) {
      if (name.equalsIgnoreCase(table)) {
        return true;
      }
    }
    return false;
  }
}
