package io.routeflow.micronaut.jdbc.capture;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import org.jspecify.annotations.Nullable;

/**
 * SQL as the application gave it, on the way to its execution.
 *
 * @param source where it runs
 * @param text as it was given
 */
record GivenText(SqlSource source, @Nullable String text) implements SqlText {

  @Override
  public NormalizedSql sql() {
    return source.normalize(text);
  }
}
