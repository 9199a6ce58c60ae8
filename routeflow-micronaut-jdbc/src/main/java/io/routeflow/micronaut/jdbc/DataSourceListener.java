package io.routeflow.micronaut.jdbc;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import io.routeflow.micronaut.jdbc.capture.SqlCapture;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/**
 * Wraps each {@link DataSource} bean, before any other listener does: what the framework puts
 * around it, such as its transaction management, then lies outside and works as without.
 */
@Singleton
@Requires(condition = JdbcEnabled.class)
final class DataSourceListener implements BeanCreatedEventListener<DataSource>, Ordered {

  private static final SafeLog LOG = new SafeLog(LoggerFactory.getLogger(DataSourceListener.class));
  private static final String FRAMEWORK = "io.micronaut.";

  /** Looked up late: a listener that asks for beans while it is made makes others too early. */
  private final BeanProvider<SqlCapture> capture;

  DataSourceListener(BeanProvider<SqlCapture> capture) {
    this.capture = capture;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
    DataSource bean = event.getBean();
    try {
      return bean instanceof CapturingDataSource || !isReplaceable(event)
          ? bean
          : new CapturingDataSource(bean, event.getBeanIdentifier().getName(), capture.get());
    } catch (Throwable e) {
      LOG.warn("A data source could not be wrapped, its SQL is not captured");
      LOG.debug("Why the data source could not be wrapped", e);
      return bean;
    }
  }

  /**
   * A bean that is declared by its own class may be injected by it, which a wrapper would break.
   * The framework itself asks for the interface only.
   */
  private static boolean isReplaceable(BeanCreatedEvent<DataSource> event) {
    Class<?> declared = event.getBeanDefinition().getBeanType();
    if (declared.isAssignableFrom(CapturingDataSource.class)
        || declared.getName().startsWith(FRAMEWORK)) {
      return true;
    }
    LOG.warn(
        "The SQL of data source '{}' is not captured, because the bean is declared as {}; "
            + "declare it as javax.sql.DataSource",
        event.getBeanIdentifier().getName(),
        declared.getName());
    return false;
  }
}
