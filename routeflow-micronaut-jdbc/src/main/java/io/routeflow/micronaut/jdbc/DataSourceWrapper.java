package io.routeflow.micronaut.jdbc;

import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import io.routeflow.micronaut.jdbc.capture.SqlCapture;
import jakarta.inject.Singleton;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/** Wraps a data source where it can be replaced by a wrapper, and is not captured already. */
@Singleton
@Requires(condition = JdbcEnabled.class)
final class DataSourceWrapper {

  private static final SafeLog LOG = new SafeLog(LoggerFactory.getLogger(DataSourceWrapper.class));
  private static final String FRAMEWORK = "io.micronaut.";

  /** Looked up late, as {@link #capture} is. */
  private final BeanProvider<CapturedDataSources> captured;

  /** Looked up late: what asks for beans while a listener is made makes others too early. */
  private final BeanProvider<SqlCapture> capture;

  DataSourceWrapper(BeanProvider<CapturedDataSources> captured, BeanProvider<SqlCapture> capture) {
    this.captured = captured;
    this.capture = capture;
  }

  /** The bean with capture in front of it, or the bean itself. */
  DataSource wrap(BeanCreatedEvent<DataSource> event) {
    DataSource bean = event.getBean();
    try {
      return isCaptured(bean) || !isReplaceable(event)
          ? bean
          : new CapturingDataSource(bean, event.getBeanIdentifier().getName(), capture.get());
    } catch (Throwable e) {
      LOG.warn("A data source could not be wrapped, its SQL is not captured");
      LOG.debug("Why the data source could not be wrapped", e);
      return bean;
    }
  }

  /**
   * Whether it is a bean that the framework declares by the pool's class. The framework itself asks
   * for the interface only.
   */
  static boolean isPoolOfFramework(BeanCreatedEvent<DataSource> event) {
    Class<?> declared = event.getBeanDefinition().getBeanType();
    return declared.getName().startsWith(FRAMEWORK) && !isReplaceableAs(declared);
  }

  /**
   * A bean that returns another is that bean, also where the framework has put its own in front: a
   * second wrapper outside of that would keep it from finding the pool.
   */
  private boolean isCaptured(DataSource bean) {
    return bean instanceof CapturingDataSource
        || (captured.isPresent() && captured.get().contains(bean));
  }

  /**
   * A bean that is declared by its own class may be injected by it, which a wrapper would break.
   */
  private static boolean isReplaceable(BeanCreatedEvent<DataSource> event) {
    Class<?> declared = event.getBeanDefinition().getBeanType();
    if (isReplaceableAs(declared) || isPoolOfFramework(event)) {
      return true;
    }
    LOG.warn(
        "The SQL of data source '{}' is not captured, because the bean is declared as {}; "
            + "declare it as javax.sql.DataSource",
        event.getBeanIdentifier().getName(),
        declared.getName());
    return false;
  }

  private static boolean isReplaceableAs(Class<?> declared) {
    return declared.isAssignableFrom(CapturingDataSource.class);
  }
}
