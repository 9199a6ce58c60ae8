package io.routeflow.micronaut.jdbc.sql;

/** Decides by what stands before a word whether a statement can start with it. */
final class QueryStart {
  private QueryStart() {}

  /** Whether the token starts a query in parentheses. */
  static boolean isQuery(SqlLexer token) {
    Keyword keyword = token.keyword();
    boolean query =
        keyword == Keyword.SELECT || keyword == Keyword.WITH || keyword == Keyword.VALUES;
    return query && token.previousSymbol() == '(';
  }

  /** Whether a verb starts a statement here, and is no name of a column. */
  static boolean isPlaceOfVerb(SqlLexer token) {
    boolean afterSymbol =
        switch (token.previousSymbol()) {
          case '(', ')' -> true;
          case '\0', ';', '{', '}', '=' -> token.depth() == 0;
          default -> false;
        };
    Keyword before = token.previousKeyword();
    if (before == Keyword.THEN && token.keyword() == Keyword.UPDATE) {
      return afterSymbol && namesTable(token);
    }
    boolean operand =
        before.is(KeywordRole.BEFORE_OPERAND) && before != Keyword.AS && before != Keyword.ELSE;
    return afterSymbol && !operand && !before.is(KeywordRole.BEFORE_PLAIN_UPDATE);
  }

  /** In a block it does; MERGE has SET there, and CASE the next clause behind a column. */
  private static boolean namesTable(SqlLexer update) {
    char first = Lookahead.first(update);
    boolean bare = Characters.isWordStart(first);
    return bare
        ? !Lookahead.keyword(update).is(KeywordRole.RESERVED)
        : first == '[' || first == '"' || first == '`';
  }
}
