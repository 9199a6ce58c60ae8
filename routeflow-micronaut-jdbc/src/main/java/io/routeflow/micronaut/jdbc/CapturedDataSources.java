package io.routeflow.micronaut.jdbc;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.jdbc.DataSourceResolver;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Sees through what the framework itself puts around a data source. */
@Singleton
@Requires(condition = JdbcEnabled.class)
@Requires(classes = DataSourceResolver.class)
final class CapturedDataSources {

  private final BeanProvider<DataSourceResolver> resolvers;

  CapturedDataSources(BeanProvider<DataSourceResolver> resolvers) {
    this.resolvers = resolvers;
  }

  /** Whether nothing but the framework stands between a bean and one that is captured. */
  boolean contains(DataSource bean) {
    return resolvers.find(null).orElse(DataSourceResolver.DEFAULT).resolve(bean)
        instanceof CapturingDataSource;
  }
}
