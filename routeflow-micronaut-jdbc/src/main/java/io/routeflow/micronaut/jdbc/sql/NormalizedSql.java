package io.routeflow.micronaut.jdbc.sql;

import java.util.List;

/**
 * What may leave the process of one SQL statement. Internal to this module; immutable.
 *
 * @param statement the statement with {@code ?} in place of every value, at most {@link
 *     SqlNormalizer#MAX_STATEMENT_BYTES} bytes of UTF-8; equal to {@code operation} where the text
 *     was not understood or may name a secret
 * @param operation the verb in upper case, or {@link SqlNormalizer#UNKNOWN_OPERATION}
 * @param tables the tables it names, without quotes, distinct, in order of appearance; at most
 *     {@link SqlNormalizer#MAX_TABLES}
 * @since 0.1.0
 */
public record NormalizedSql(String statement, String operation, List<String> tables) {

  /** Keeps an immutable copy of the tables. */
  public NormalizedSql {
    tables = List.copyOf(tables);
  }

  static NormalizedSql verbOnly(String operation) {
    return new NormalizedSql(operation, operation, List.of());
  }
}
