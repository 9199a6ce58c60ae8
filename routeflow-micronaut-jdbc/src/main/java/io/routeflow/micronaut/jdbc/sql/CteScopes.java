package io.routeflow.micronaut.jdbc.sql;

import java.util.ArrayList;
import java.util.List;

/**
 * The names that WITH clauses define, which are no tables, each in its scope: behind its own query,
 * up to the end of what the clause belongs to. In its own query the name means a table of that
 * name, unless the clause is recursive. Not thread-safe.
 */
final class CteScopes {
  private static final int MAX_NAMES = 64;

  /** How far {@code WITH [RECURSIVE] name [(columns)] AS [[NOT] MATERIALIZED] (} has got. */
  private enum Stage {
    IDLE,
    NAME,
    NAMED,
    COLUMNS,
    BEFORE_AS,
    BEFORE_QUERY
  }

  private final List<Cte> names = new ArrayList<>(0);

  /** Where a comma leads to the next name. */
  private final DepthBits lists = new DepthBits();

  private final DepthBits recursive = new DepthBits();
  private final DepthBits unions = new DepthBits();
  private Stage stage = Stage.IDLE;
  private String candidate = "";

  /** Whether the token, unless it is a keyword or opens or ends something, says nothing. */
  boolean isIdle(SqlLexer token) {
    if (!isIdle()) {
      return false;
    }
    return switch (token.symbol()) {
      case ',' -> !lists.has(token.depth());
      case ')' -> names.isEmpty();
      default -> true;
    };
  }

  /** Whether tokens that are neither keywords nor open, separate or end anything say nothing. */
  boolean isIdle() {
    return stage == Stage.IDLE;
  }

  /** Whether the next name is one that a clause defines. */
  boolean expectsName() {
    return stage == Stage.NAME;
  }

  /** Whether a comma or a parenthesis may say something. */
  boolean isNested() {
    return lists.any() || !names.isEmpty();
  }

  /** Takes the next token, and returns whether it is the name that a clause defines. */
  boolean accept(SqlLexer token) {
    switch (token.symbol()) {
      case '\0' -> {
        return word(token);
      }
      case '(' -> open(token.depth());
      case ')' -> close(token.depth());
      case ',' -> {
        if (stage != Stage.COLUMNS) {
          rest();
          if (lists.has(token.depth())) {
            stage = Stage.NAME;
          }
        }
      }
      case ';' -> clear();
      default -> {
        if (stage != Stage.COLUMNS) {
          rest();
        }
      }
    }
    return false;
  }

  /** Whether a name of one part, at this place, is one that a clause defines. */
  boolean isVisible(CharSequence name, SqlDialect dialect) {
    for (int i = names.size() - 1; i >= 0; i--) {
      Cte cte = names.get(i);
      if (Names.equal(cte.name, name) && (!cte.open || isRecursive(cte, dialect))) {
        return true;
      }
    }
    return false;
  }

  private boolean isRecursive(Cte cte, SqlDialect dialect) {
    if (recursive.has(cte.depth)) {
      return true;
    }
    return switch (dialect) {
      case ORACLE, SQL_SERVER, SQLITE -> true;
      case STANDARD, DB2, UNKNOWN -> unions.has(cte.depth + 1);
      default -> false;
    };
  }

  private boolean word(SqlLexer token) {
    Keyword keyword = token.keyword();
    int depth = token.depth();
    if (keyword == Keyword.UNION) {
      unions.set(depth);
    }
    Stage before = stage;
    if (before == Stage.COLUMNS) {
      return false;
    }
    if (before == Stage.IDLE) {
      idle(keyword, depth);
      return false;
    }
    stage = Stage.IDLE;
    if (before == Stage.NAME) {
      return name(token);
    }
    if (keyword == Keyword.WITH) {
      with(depth);
    } else if (before == Stage.NAMED || before == Stage.BEFORE_AS) {
      stage = keyword == Keyword.AS ? Stage.BEFORE_QUERY : Stage.IDLE;
    } else {
      boolean hint = keyword == Keyword.NOT || keyword == Keyword.MATERIALIZED;
      stage = hint ? Stage.BEFORE_QUERY : Stage.IDLE;
    }
    return false;
  }

  private void idle(Keyword keyword, int depth) {
    if (keyword == Keyword.WITH) {
      with(depth);
    } else if (keyword.is(KeywordRole.MAIN_VERB)) {
      lists.clear(depth);
    }
  }

  private void with(int depth) {
    stage = Stage.NAME;
    recursive.clear(depth);
  }

  private boolean name(SqlLexer token) {
    if (token.keyword() == Keyword.RECURSIVE) {
      recursive.set(token.depth());
      stage = Stage.NAME;
      return false;
    }
    // EXCHANGE PARTITION p WITH TABLE t, and SQLite's SELECT a with FROM t
    Keyword keyword = token.keyword();
    if (!Names.isName(token) || keyword == Keyword.TABLE || keyword == Keyword.FROM) {
      return false;
    }
    candidate = Names.text(token);
    stage = Stage.NAMED;
    return true;
  }

  private void open(int depth) {
    lists.clear(depth);
    unions.clear(depth);
    if (stage == Stage.NAMED) {
      stage = Stage.COLUMNS;
      return;
    }
    if (stage == Stage.BEFORE_QUERY && names.size() < MAX_NAMES) {
      names.add(new Cte(candidate, depth - 1));
      lists.set(depth - 1);
    }
    rest();
  }

  /** Written only where it changes: to write a reference costs more than to look at it. */
  private void rest() {
    if (stage != Stage.IDLE) {
      stage = Stage.IDLE;
    }
  }

  private void close(int depth) {
    if (stage == Stage.COLUMNS) {
      stage = Stage.BEFORE_AS;
    } else {
      rest();
    }
    for (int i = names.size() - 1; i >= 0; i--) {
      Cte cte = names.get(i);
      if (cte.depth > depth) {
        names.remove(i);
      } else if (cte.depth == depth) {
        cte.open = false;
      }
    }
  }

  private void clear() {
    names.clear();
    lists.clear();
    stage = Stage.IDLE;
  }

  private static final class Cte {
    private final String name;

    /** Of the clause; its query is one deeper. */
    private final int depth;

    private boolean open = true;

    private Cte(String name, int depth) {
      this.name = name;
      this.depth = depth;
    }
  }
}
