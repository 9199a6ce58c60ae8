package io.routeflow.micronaut.jdbc;

import io.micronaut.context.BeanProvider;
import io.micronaut.jdbc.DataSourceResolver;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import javax.sql.DataSource;

/**
 * Finds the pool behind our wrapper, for those who read a pool's figures. Not for all who resolve a
 * data source: Hibernate and jOOQ do so too, and then run their SQL on what they get.
 *
 * @param resolvers the application's own resolver, asked first
 */
record PoolResolver(BeanProvider<DataSourceResolver> resolvers) implements DataSourceResolver {

  @Override
  public DataSource resolve(DataSource dataSource) {
    DataSource resolved =
        resolvers.find(null).orElse(DataSourceResolver.DEFAULT).resolve(dataSource);
    return resolved instanceof CapturingDataSource capturing ? capturing.pool() : resolved;
  }
}
