package io.routeflow.micronaut.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.jdbc.DataSourceResolver;
import jakarta.inject.Singleton;

/** Teaches a resolver that is there already, such as Micronaut Data's, to look past our wrapper. */
@Singleton
@Requires(condition = JdbcEnabled.class)
@Requires(classes = DataSourceResolver.class)
final class DataSourceResolverListener implements BeanCreatedEventListener<DataSourceResolver> {

  @Override
  public DataSourceResolver onCreated(BeanCreatedEvent<DataSourceResolver> event) {
    DataSourceResolver resolver = event.getBean();
    return resolver instanceof PoolResolver ? resolver : new PoolResolver(resolver);
  }
}
