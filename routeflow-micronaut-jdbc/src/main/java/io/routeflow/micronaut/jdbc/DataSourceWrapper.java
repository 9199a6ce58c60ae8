package io.routeflow.micronaut.jdbc;

import io.micronaut.aop.InterceptedProxy;
import io.micronaut.context.BeanProvider;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.inject.BeanDefinition;
import io.routeflow.micronaut.diagnostics.SafeLog;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import io.routeflow.micronaut.jdbc.capture.SqlCapture;
import jakarta.inject.Singleton;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.LoggerFactory;

/** Wraps a data source where it can be replaced by a wrapper, and is not captured already. */
@Singleton
@Requires(condition = JdbcEnabled.class)
final class DataSourceWrapper {

  private static final SafeLog LOG =
      new SafeLog(LoggerFactory.getLogger("io.routeflow.micronaut.jdbc"));
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
      return isProxy(bean) || isCaptured(bean) || !isReplaceable(event)
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
    BeanDefinition<DataSource> bean = event.getBeanDefinition();
    return isOfFramework(bean.getBeanType()) && !isReplaceable(bean);
  }

  /** Its target is a bean of its own, which comes here as well. */
  private static boolean isProxy(DataSource bean) {
    return bean instanceof InterceptedProxy<?>;
  }

  /**
   * A bean that returns another is that bean, also where the framework has put its own in front: a
   * second wrapper outside of that would keep it from finding the pool.
   */
  private boolean isCaptured(DataSource bean) {
    return bean instanceof CapturingDataSource
        || (captured.isPresent() && captured.get().contains(bean));
  }

  /** A bean that may be injected by its own class stays: a wrapper would break that. */
  private static boolean isReplaceable(BeanCreatedEvent<DataSource> event) {
    BeanDefinition<DataSource> bean = event.getBeanDefinition();
    if (isReplaceable(bean) || isPoolOfFramework(event)) {
      return true;
    }
    boolean ofFramework =
        bean.getDeclaringType().filter(DataSourceWrapper::isOfFramework).isPresent();
    LOG.warn(
        "The SQL of data source '{}' is not captured, because {} {}{}",
        event.getBeanIdentifier().getName(),
        ofFramework ? "the framework declares the bean as" : "the bean is declared as",
        bean.getBeanType().getName(),
        ofFramework ? "" : "; declare it as javax.sql.DataSource");
    return false;
  }

  private static boolean isReplaceable(BeanDefinition<DataSource> bean) {
    Set<Class<?>> exposed = bean.getExposedTypes();
    return exposed.isEmpty()
        ? isReplaceableAs(bean.getBeanType())
        : exposed.stream().allMatch(DataSourceWrapper::isReplaceableAs);
  }

  private static boolean isReplaceableAs(Class<?> type) {
    return type.isAssignableFrom(CapturingDataSource.class);
  }

  private static boolean isOfFramework(Class<?> type) {
    return type.getName().startsWith(FRAMEWORK);
  }
}
