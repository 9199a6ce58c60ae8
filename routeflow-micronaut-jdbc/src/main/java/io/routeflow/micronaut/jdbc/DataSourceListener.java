package io.routeflow.micronaut.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/**
 * Wraps each {@link DataSource} bean, before any other listener does: what the framework puts
 * around it, such as its transaction management, then lies outside and works as without.
 */
@Singleton
@Requires(condition = JdbcEnabled.class)
final class DataSourceListener implements BeanCreatedEventListener<DataSource>, Ordered {

  private final DataSourceWrapper wrapper;

  DataSourceListener(DataSourceWrapper wrapper) {
    this.wrapper = wrapper;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return wrapper.wrap(event);
  }
}
