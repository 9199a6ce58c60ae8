package io.routeflow.micronaut.console.flows;

import io.routeflow.micronaut.event.SqlUsage;

/**
 * What a row calls a statement instead of repeating its text; the report of statements has both.
 * The same in each run of the application, so that a page can compare runs.
 */
final class StatementId {

  /** FNV-1a: the few hundred statements of an application do not collide in 48 of its bits. */
  private static final long BASIS = 0xcbf2_9ce4_8422_2325L;

  private static final long PRIME = 0x100_0000_01b3L;
  private static final int SHIFT = 16;
  private static final int HEX_DIGITS = 12;

  private StatementId() {}

  /** Of a text that is not shown whole, two that are shown alike have different ids. */
  static String of(SqlUsage.Statement statement) {
    return of(statement.statement(), statement.identity(), statement.datasource());
  }

  static String of(String statement, long identity, String datasource) {
    long hash = mix(mix(BASIS, datasource) * PRIME, statement);
    if (identity != statement.hashCode()) {
      hash = mix(hash * PRIME, Long.toHexString(identity));
    }
    String digits = Long.toHexString((hash ^ hash << SHIFT) >>> SHIFT);
    return "0".repeat(HEX_DIGITS - digits.length()) + digits;
  }

  private static long mix(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }
}
