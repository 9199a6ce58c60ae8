package io.routeflow.micronaut.jdbc;

import io.micronaut.configuration.jdbc.dbcp.DatasourceFactory;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;

/**
 * Lets the figures of a DBCP pool be read behind our wrapper. Its factory knows the pool by its
 * class, and without it the application would not start where they are asked for.
 */
@Singleton
@Requires(condition = JdbcEnabled.class)
@Requires(classes = DatasourceFactory.class)
final class DbcpPoolListener implements BeanCreatedEventListener<DatasourceFactory> {

  private final BeanProvider<DataSourceResolver> resolvers;

  DbcpPoolListener(BeanProvider<DataSourceResolver> resolvers) {
    this.resolvers = resolvers;
  }

  @Override
  public DatasourceFactory onCreated(BeanCreatedEvent<DatasourceFactory> event) {
    return PoolFactory.resolving(
        new PoolResolver(resolvers), event.getBean(), DatasourceFactory.class, event.getSource());
  }
}
