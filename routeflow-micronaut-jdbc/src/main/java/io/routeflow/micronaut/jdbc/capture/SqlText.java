package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;

/** The SQL of an execution, normalized only where it is recorded. */
interface SqlText {

  /** What may be kept of the text. */
  NormalizedSql sql();
}
