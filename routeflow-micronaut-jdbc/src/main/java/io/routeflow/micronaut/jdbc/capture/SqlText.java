package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;

/** The SQL of an execution; asked for what may be kept of it only where somebody keeps it. */
interface SqlText {

  /** What may be kept of the text. */
  NormalizedSql sql();
}
