package io.routeflow.micronaut.jdbc.sql;

/**
 * What stands behind a table for a time: {@code FROM a FOR SYSTEM_TIME AS OF ?, b}, which goes on
 * with the list, and {@code DELETE FROM a FOR PORTION OF p FROM ? TO ?}, whose second FROM names no
 * table. Not thread-safe.
 */
final class PeriodClause {
  private static final int NOWHERE = -1;

  private boolean behindTable;
  private int depth = NOWHERE;

  /** Takes a word that ends tables. */
  void end(Keyword keyword, boolean inList) {
    behindTable = keyword == Keyword.FOR && inList;
    depth = NOWHERE;
  }

  /** Whether the words are the beginning of one. Behind AS OF and BETWEEN there is no FROM. */
  boolean begins(Keyword previous, Keyword keyword, int at) {
    boolean begins = behindTable && previous == Keyword.FOR && keyword.is(KeywordRole.PERIOD);
    if (begins) {
      depth = at;
    } else if (keyword == Keyword.AS || keyword == Keyword.BETWEEN) {
      depth = NOWHERE;
    }
    return begins;
  }

  /** Takes the end of a statement, or the beginning of another one. */
  void clear() {
    behindTable = false;
    depth = NOWHERE;
  }

  /** Whether a FROM is that of a period; there is one at the most. */
  boolean isFrom(int at) {
    boolean period = at == depth;
    depth = period ? NOWHERE : depth;
    return period;
  }
}
