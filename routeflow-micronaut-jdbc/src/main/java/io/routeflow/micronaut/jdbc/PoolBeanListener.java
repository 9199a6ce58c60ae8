package io.routeflow.micronaut.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/**
 * Wraps a pool of the framework that is a bean of its own class, as DBCP's is: after all other
 * listeners, which may know it by that class. With Micronaut Data the framework itself replaces the
 * bean by another, and this one does not exist.
 */
@Singleton
@Requires(condition = JdbcEnabled.class)
@Requires(missingClasses = "io.micronaut.data.connection.jdbc.advice.DelegatingDataSource")
final class PoolBeanListener implements BeanCreatedEventListener<DataSource>, Ordered {

  private final DataSourceWrapper wrapper;

  PoolBeanListener(DataSourceWrapper wrapper) {
    this.wrapper = wrapper;
  }

  @Override
  public int getOrder() {
    return Ordered.LOWEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return DataSourceWrapper.isPoolOfFramework(event) ? wrapper.wrap(event) : event.getBean();
  }
}
