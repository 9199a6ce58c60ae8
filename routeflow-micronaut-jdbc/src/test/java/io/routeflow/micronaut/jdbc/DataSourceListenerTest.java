package io.routeflow.micronaut.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.configuration.jdbc.dbcp.DatasourceConfiguration;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Bean;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.micronaut.jdbc.DataSourceResolver;
import io.micronaut.runtime.context.scope.Refreshable;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import io.routeflow.micronaut.jdbc.delegate.ForwardingDataSource;
import io.routeflow.micronaut.jdbc.delegate.RecordingTarget;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

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

      assertThat(context.getBeansOfType(DataSource.class))
          .allSatisfy(bean -> assertThat(bean).isInstanceOf(CapturingDataSource.class))
          .anySatisfy(
              bean -> assertThat(bean.unwrap(CapturingDataSource.class).pool()).isSameAs(pool));
    }
  }

  @Test
  void aProxyWhoseTargetIsCapturedIsLeftAloneWithoutAWarning() throws SQLException {
    try (Lines lines = Lines.open();
        ApplicationContext context = run("proxy")) {
      DataSource proxy = dataSource(context, "refreshed");

      assertThat(proxy).isNotInstanceOf(CapturingDataSource.class);
      assertThat(proxy.unwrap(CapturingDataSource.class)).isNotNull();
      assertThat(lines.all).isEmpty();
    }
  }

  @Test
  void aBeanThatIsExposedAsADataSourceOnlyIsCapturedWhateverItsClass() {
    try (Lines lines = Lines.open();
        ApplicationContext context = run("typed")) {
      assertThat(dataSource(context, "typed")).isInstanceOf(CapturingDataSource.class);
      assertThat(lines.all).isEmpty();
    }
  }

  @Test
  void aBeanThatMayBeInjectedByItsClassIsLeftAloneWithAWarning() {
    try (Lines lines = Lines.open();
        ApplicationContext context = run("own")) {
      assertThat(dataSource(context, "own")).isExactlyInstanceOf(Front.class);
      assertThat(lines.all)
          .singleElement()
          .asString()
          .contains("'own'")
          .contains(Front.class.getName());
    }
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

  @Requires(property = BEANS, value = "proxy")
  @Factory
  static class Refreshed {
    @Refreshable
    @Named("refreshed")
    DataSource refreshed() {
      return new RecordingTarget().as(DataSource.class);
    }
  }

  @Requires(property = BEANS, value = "typed")
  @Factory
  static class Typed {
    @Singleton
    @Named("typed")
    @Bean(typed = DataSource.class)
    Front typed() {
      return new Front(new RecordingTarget().as(DataSource.class));
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
