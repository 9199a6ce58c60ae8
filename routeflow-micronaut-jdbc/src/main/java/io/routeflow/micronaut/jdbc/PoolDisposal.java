package io.routeflow.micronaut.jdbc;

import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanPreDestroyEvent;
import io.micronaut.context.event.BeanPreDestroyEventListener;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Gives the pool itself to those who close it: a bean such as DBCP's, which is declared by its own
 * class, is closed by that class.
 */
@Singleton
@Requires(condition = JdbcEnabled.class)
final class PoolDisposal implements BeanPreDestroyEventListener<DataSource> {

  @Override
  public DataSource onPreDestroy(BeanPreDestroyEvent<DataSource> event) {
    DataSource bean = event.getBean();
    Class<?> declared = event.getBeanDefinition().getBeanType();
    if (declared.isInstance(bean)) {
      return bean;
    }
    try {
      DataSource pool = bean.unwrap(CapturingDataSource.class).pool();
      return declared.isInstance(pool) ? pool : bean;
    } catch (SQLException | RuntimeException e) {
      return bean;
    }
  }
}
