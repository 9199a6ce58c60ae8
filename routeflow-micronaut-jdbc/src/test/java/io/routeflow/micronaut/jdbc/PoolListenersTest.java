package io.routeflow.micronaut.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.micronaut.configuration.jdbc.tomcat.DatasourceFactory;
import io.micronaut.context.ApplicationContext;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Replaces;
import io.micronaut.context.annotation.Requires;
import io.micronaut.jdbc.DataSourceResolver;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The factories of pools in an application. */
class PoolListenersTest {
  private static final String OWN = "suite.own-factory";

  @Test
  void anApplicationsOwnFactoryIsLeftInItsPlace() {
    try (ApplicationContext context = ApplicationContext.run(Map.of(OWN, true))) {
      assertThat(context.getBean(OwnTomcat.class)).isExactlyInstanceOf(OwnTomcat.class);
      assertThat(context.getBean(OwnDbcp.class)).isExactlyInstanceOf(OwnDbcp.class);
    }
  }

  @Requires(property = OWN)
  @Factory
  @Replaces(factory = DatasourceFactory.class)
  static class OwnTomcat extends DatasourceFactory {
    OwnTomcat() {
      super(DataSourceResolver.DEFAULT);
    }
  }

  @Requires(property = OWN)
  @Factory
  @Replaces(factory = io.micronaut.configuration.jdbc.dbcp.DatasourceFactory.class)
  static class OwnDbcp extends io.micronaut.configuration.jdbc.dbcp.DatasourceFactory {
    OwnDbcp() {
      super(DataSourceResolver.DEFAULT);
    }
  }
}
