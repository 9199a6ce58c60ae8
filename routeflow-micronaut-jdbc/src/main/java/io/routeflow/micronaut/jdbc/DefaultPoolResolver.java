package io.routeflow.micronaut.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;

/** The resolver of applications that have none: there the framework would stop at our wrapper. */
@Singleton
@Requires(condition = JdbcEnabled.class)
@Requires(classes = DataSourceResolver.class)
@Requires(missingBeans = DataSourceResolver.class)
final class DefaultPoolResolver extends PoolResolver {

  DefaultPoolResolver() {
    super(DataSourceResolver.DEFAULT);
  }
}
