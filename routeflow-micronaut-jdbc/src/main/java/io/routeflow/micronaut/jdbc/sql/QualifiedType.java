package io.routeflow.micronaut.jdbc.sql;

/**
 * Knows the names of types that may stand right before a quote behind the name of their schema, as
 * in PostgreSQL's {@code pg_catalog.point'(1,2)'}, and its {@code "char"'x'}. Any other word there
 * is what the inside of a misread literal looks like ({@code www.example.com'}).
 */
final class QualifiedType {
  private static final String CATALOG = "pg_catalog";

  /** The one type whose name has to be quoted. */
  private static final String QUOTED = "\"char\"";

  private QualifiedType() {}

  /**
   * Whether the token that is being read is such a name.
   *
   * @param end the index after it, where a quote may be
   */
  static boolean endsAt(SqlLexer token, int end) {
    boolean type =
        end < token.sql().length()
            && Characters.at(token.sql(), end) == '\''
            && token.dialect().has(DialectFeature.QUALIFIED_TYPES);
    return type && (token.previousSymbol() == '.' ? isQualified(token, end) : isQuoted(token, end));
  }

  private static boolean isQuoted(SqlLexer token, int end) {
    return end - token.start() == QUOTED.length()
        && QUOTED.contentEquals(token.sql().subSequence(token.start(), end));
  }

  private static boolean isQualified(SqlLexer token, int end) {
    return isKnown(token, end) || isOfCatalog(token.sql(), token.start());
  }

  private static boolean isKnown(SqlLexer token, int end) {
    boolean word = Characters.isWordStart(Characters.at(token.sql(), token.start()));
    return word
        && KeywordTable.find(token.sql(), token.start(), end, token.packed()).touchesLiteral();
  }

  private static boolean isOfCatalog(CharSequence sql, int start) {
    int dot = beforeBlanks(sql, start);
    int end = dot < 0 || Characters.at(sql, dot) != '.' ? -1 : beforeBlanks(sql, dot);
    if (end >= 0 && Characters.at(sql, end) == '"') {
      int from = end - CATALOG.length();
      return from > 0
          && Characters.at(sql, from - 1) == '"'
          && Names.equal(CATALOG, sql.subSequence(from, end));
    }
    int from = end + 1 - CATALOG.length();
    return from >= 0
        && (from == 0 || !Characters.isWordPart(Characters.at(sql, from - 1)))
        && Names.equal(CATALOG, sql.subSequence(from, end + 1));
  }

  /** The index of the last character that is not blank before another one; -1 if there is none. */
  private static int beforeBlanks(CharSequence sql, int index) {
    int i = index - 1;
    while (i >= 0 && Characters.isBlank(Characters.at(sql, i))) {
      i--;
    }
    return i;
  }
}
