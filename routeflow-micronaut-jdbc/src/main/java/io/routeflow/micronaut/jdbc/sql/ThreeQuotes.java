package io.routeflow.micronaut.jdbc.sql;

/** Knows where three quotes open a string, and the next three close it: in BigQuery. */
final class ThreeQuotes {
  private static final int COUNT = 3;

  private ThreeQuotes() {}

  /**
   * Whether the string whose first quote is at {@code open} ends elsewhere if it is read so. Four
   * quotes are a quote in quotes to all others, and stay so where the next that BigQuery could
   * close with have one more, too, which would then touch the string.
   */
  static boolean mayOpen(CharSequence sql, int open) {
    char quote = Characters.at(sql, open);
    int end = runEnd(sql, open, quote);
    int count = end - open;
    return count == COUNT || count > COUNT + 1 || (count == COUNT + 1 && isClosed(sql, end, quote));
  }

  /**
   * Whether the next run of at least three quotes has no more. Each search ends before the next one
   * begins, since what begins one is such a run.
   */
  private static boolean isClosed(CharSequence sql, int from, char quote) {
    int i = from;
    while (i < sql.length()) {
      char c = Characters.at(sql, i);
      if (c == quote) {
        int end = runEnd(sql, i, quote);
        if (end - i >= COUNT) {
          return end - i == COUNT;
        }
        i = end;
      } else {
        i += c == '\\' ? 2 : 1;
      }
    }
    return false;
  }

  private static int runEnd(CharSequence sql, int start, char quote) {
    int i = start;
    while (i < sql.length() && Characters.at(sql, i) == quote) {
      i++;
    }
    return i;
  }
}
