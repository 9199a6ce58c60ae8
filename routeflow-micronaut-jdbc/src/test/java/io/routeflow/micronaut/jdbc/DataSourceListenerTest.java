package io.routeflow.micronaut.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.micronaut.configuration.jdbc.dbcp.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.jdbc.DataSourceResolver;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import io.routeflow.micronaut.jdbc.delegate.ForwardingDataSource;
import io.routeflow.micronaut.jdbc.delegate.RecordingTarget;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Which data source beans are wrapped. */
class DataSourceListenerTest {
  private static final String BEANS = "suite.beans";

  @Test
  void aBeanThatReturnsAnotherIsThatBean() {
    try (ApplicationContext context = run("another")) {
      DataSource reports = dataSource(context, "reports");

      assertThat(reports).isInstanceOf(Front.class);
      DataSource next = ((Front) reports).target();
      assertThat(next).isInstanceOf(Front.class).isSameAs(dataSource(context, "main"));
      assertThat(((Front) next).target()).isInstanceOf(CapturingDataSource.class);
    }
  }

  @Test
  void aPoolThatIsABeanOfItsOwnClassReachesThoseWhoKnowItByThatClass() {
    try (ApplicationContext context =
        run(
            "pool",
            "datasources.dbcp.url",
            "jdbc:x:y",
            "datasources.dbcp.driver-class-name",
            "java.lang.Object")) {
      DataSource pool = context.getBean(DatasourceListener.class).seen.get(0);

      DataSource bean = dataSource(context, "dbcp");
      assertThat(bean).isInstanceOf(CapturingDataSource.class);
      assertThat(((CapturingDataSource) bean).pool()).isSameAs(pool);
    }
  }

  @Test
  void aBeanThatMayBeInjectedByItsClassIsLeftAloneWithAWarning() {
    List<String> lines = new ArrayList<>();
    try (ApplicationContext context = run("own", lines)) {
      assertThat(dataSource(context, "own")).isExactlyInstanceOf(Front.class);
    }
    assertThat(lines).singleElement().asString().contains("'own'").contains(Front.class.getName());
  }

  private static DataSource dataSource(ApplicationContext context, String name) {
    return context.getBean(DataSource.class, Qualifiers.byName(name));
  }

  private static ApplicationContext run(String beans, String... properties) {
    Map<String, Object> all = new HashMap<>(Map.of(BEANS, beans));
    for (int i = 0; i < properties.length; i += 2) {
      all.put(properties[i], properties[i + 1]);
    }
    return ApplicationContext.run(all);
  }

  /** Adds what is warned of to the lines, once the context is closed. */
  private static ApplicationContext run(String beans, List<String> lines) {
    Logger logger = (Logger) LoggerFactory.getLogger(DataSourceWrapper.class);
    ListAppender<ILoggingEvent> appender =
        new ListAppender<>() {
          @Override
          protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage());
          }
        };
    appender.start();
    logger.addAppender(appender);
    return run(beans);
  }

  /** Stands in front of another data source, as those of the framework do. */
  static class Front extends ForwardingDataSource {
    private final DataSource target;

    Front(DataSource target) {
      this.target = target;
    }

    @Override
    protected DataSource target() {
      return target;
    }
  }

  @Requires(property = BEANS, value = "another")
  @Factory
  static class Another {
    @Singleton
    @Named("main")
    DataSource main() {
      return new RecordingTarget().as(DataSource.class);
    }

    @Singleton
    @Named("reports")
    DataSource reports(@Named("main") DataSource main) {
      return main;
    }
  }

  @Requires(property = BEANS, value = "another")
  @Singleton
  static class Resolver implements DataSourceResolver {
    @Override
    public DataSource resolve(DataSource dataSource) {
      return dataSource instanceof Front front ? resolve(front.target()) : dataSource;
    }
  }

  /** What Micronaut Data does with each data source. */
  @Requires(property = BEANS, value = "another")
  @Singleton
  static class Framework implements BeanCreatedEventListener<DataSource> {
    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
      return new Front(event.getBean());
    }
  }

  @Requires(property = BEANS, value = "pool")
  @Singleton
  static class DatasourceListener implements BeanCreatedEventListener<DatasourceConfiguration> {
    final List<DatasourceConfiguration> seen = new ArrayList<>();

    @Override
    public DatasourceConfiguration onCreated(BeanCreatedEvent<DatasourceConfiguration> event) {
      seen.add(event.getBean());
      return event.getBean();
    }
  }

  @Requires(property = BEANS, value = "own")
  @Factory
  static class Own {
    @Singleton
    @Named("own")
    Front own() {
      return new Front(new RecordingTarget().as(DataSource.class));
    }
  }
}
