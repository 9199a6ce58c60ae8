package io.routeflow.micronaut.jdbc;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/**
 * Wraps each {@link DataSource} bean, before any other listener does: what the framework puts
 * around it, such as its transaction management, then lies outside and works as without. Left to
 * {@link PoolBeanListener} are those that the framework leaves as they are.
 */
@Singleton
@Requires(condition = JdbcEnabled.class)
final class DataSourceListener implements BeanCreatedEventListener<DataSource>, Ordered {

  private final DataSourceWrapper wrapper;

  /** Looked up late: a listener that asks for beans while it is made makes others too early. */
  private final BeanProvider<PoolBeanListener> pools;

  DataSourceListener(DataSourceWrapper wrapper, BeanProvider<PoolBeanListener> pools) {
    this.wrapper = wrapper;
    this.pools = pools;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    return DataSourceWrapper.isPoolOfFramework(event) && pools.isPresent()
        ? event.getBean()
        : wrapper.wrap(event);
  }
}
