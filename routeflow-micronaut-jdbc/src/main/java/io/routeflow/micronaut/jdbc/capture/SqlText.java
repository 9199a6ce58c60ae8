package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;

/** The SQL of an execution, normalized only where it is recorded. */
interface SqlText {

  /** What may be kept of the text. */
  NormalizedSql sql();

  /**
   * How long a request has waited for the statement to be prepared, before it is executed for the
   * first time. To be asked before {@link #sql()}.
   *
   * @param groups the SQL of that request
   */
  default long preparedIn(RequestSql groups) {
    return 0;
  }
}
