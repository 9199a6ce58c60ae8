package io.routeflow.micronaut.jdbc.sql;

/**
 * The lists of what a query returns, from SELECT to its FROM, and of what RETURNING hands back. In
 * them a word may name a column, whatever it means elsewhere: {@code a AS from}, {@code count(*)
 * update}. Not thread-safe.
 */
final class OutputLists {
  private final DepthBits lists = new DepthBits();
  private final DepthBits returned = new DepthBits();

  /** Takes a SELECT. */
  void select(int depth) {
    lists.set(depth);
  }

  /** Takes a RETURNING. */
  void returning(int depth) {
    lists.set(depth);
    returned.set(depth);
  }

  /** Takes what ends a list, or begins something else at a depth. */
  void end(int depth) {
    lists.clear(depth);
    returned.clear(depth);
  }

  /** Takes the end of a statement. */
  void clear() {
    lists.clear();
    returned.clear();
  }

  /** Whether INTO, at this depth, names variables for what was changed, and no table. */
  boolean isReturned(int depth) {
    return returned.has(depth);
  }

  /** Whether the token, a keyword elsewhere, is the name of a column. */
  boolean isName(SqlLexer token) {
    Keyword keyword = token.keyword();
    return keyword != Keyword.NONE
        && lists.has(token.depth())
        && (token.previousKeyword() == Keyword.AS || isBareLabel(token, keyword));
  }

  /** Where statements need no semicolons between them, a verb may begin the next one. */
  private static boolean isBareLabel(SqlLexer token, Keyword keyword) {
    boolean label =
        keyword.is(KeywordRole.BARE_LABEL)
            || (keyword == Keyword.DISTINCT && token.previousKeyword() == Keyword.NONE);
    return label && !token.dialect().has(DialectFeature.BARE_ARGUMENTS);
  }
}
