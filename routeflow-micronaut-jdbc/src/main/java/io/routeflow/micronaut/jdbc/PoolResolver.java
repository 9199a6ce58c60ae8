package io.routeflow.micronaut.jdbc;

import io.micronaut.jdbc.DataSourceResolver;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import javax.sql.DataSource;

/** Finds the pool behind our wrapper, for its metrics, its metadata, health and migrations. */
class PoolResolver implements DataSourceResolver {

  private final DataSourceResolver inner;

  PoolResolver(DataSourceResolver inner) {
    this.inner = inner;
  }

  @Override
  public DataSource resolve(DataSource dataSource) {
    DataSource resolved = inner.resolve(dataSource);
    return resolved instanceof CapturingDataSource capturing ? capturing.pool() : resolved;
  }
}
