package io.routeflow.micronaut.jdbc.sql;

import io.micronaut.core.annotation.Internal;
import java.util.List;

/**
 * What may leave the process of one SQL statement. Immutable.
 *
 * @param statement the statement with {@code ?} in place of every value, at most {@link
 *     SqlNormalizer#MAX_STATEMENT_BYTES} bytes of UTF-8; equal to {@code operation} where the text
 *     was not understood or may name a secret
 * @param operation the verb in upper case, or {@link SqlNormalizer#UNKNOWN_OPERATION}
 * @param tables the tables it names, without quotes, distinct, in order of appearance; at most
 *     {@link SqlNormalizer#MAX_TABLES}
 * @param identity a hash of the whole normalized text, of which {@code statement} may show the
 *     beginning only; compared by {@link #isSameStatement}, and kept in the process
 * @param nameHidden whether the place of a table or a procedure holds a value, as where double
 *     quotes may hold a string; then statements about different ones have the same text
 * @since 0.1.0
 */
@Internal
public record NormalizedSql(
    String statement, String operation, List<String> tables, long identity, boolean nameHidden) {

  /** Keeps an immutable copy of the tables. */
  public NormalizedSql {
    tables = List.copyOf(tables);
  }

  /**
   * A statement that is shown whole.
   *
   * @param statement all of the normalized text
   * @param operation the verb
   * @param tables the tables it names
   */
  public NormalizedSql(String statement, String operation, List<String> tables) {
    this(statement, operation, tables, statement.hashCode(), false);
  }

  static NormalizedSql verbOnly(String operation) {
    return new NormalizedSql(operation, operation, List.of());
  }

  /**
   * Whether both have the same normalized text, from its beginning to its end: the only way to
   * group statements. Two long texts may be shown alike and differ behind the cut.
   *
   * @param other the other statement
   * @return false also where only the end differs, which {@link #statement} may not show
   */
  public boolean isSameStatement(NormalizedSql other) {
    return identity == other.identity && statement.equals(other.statement);
  }

  /**
   * Whether {@link #statement} is all of the normalized text, and not only its beginning.
   *
   * @return false where it was cut
   */
  public boolean isWhole() {
    return identity == statement.hashCode();
  }

  /** Without the identity, which is of no use outside of the process. */
  @Override
  public String toString() {
    return operation + tables + ' ' + statement;
  }
}
