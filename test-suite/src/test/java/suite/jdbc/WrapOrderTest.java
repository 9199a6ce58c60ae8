package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationRegistry;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.annotation.Value;
import io.micronaut.context.event.BeanCreatedEvent;
import io.micronaut.context.event.BeanCreatedEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.instrumentation.jdbc.datasource.JdbcTelemetry;
import io.routeflow.micronaut.jdbc.capture.CapturingDataSource;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import net.ttddyy.dsproxy.support.ProxyDataSourceBuilder;
import net.ttddyy.observation.tracing.DataSourceObservationListener;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Others wrap data sources too, between the pool and us or between us and the application. */
final class WrapOrderTest {
  private static final String SPEC = "WrapOrderTest";

  @ParameterizedTest
  @CsvSource({
    "telemetry,inside",
    "telemetry,outside",
    "observation,inside",
    "observation,outside",
  })
  void eachStatementCountsOnceWhicheverWrapperStandsInFront(String wrapper, String side)
      throws SQLException {
    Map<String, Object> properties =
        Map.of("suite.wrapping", wrapper, "suite.side", side, "jpa.wrapped.enabled", false);
    try (var app = DatabaseApplication.start(SPEC, properties)) {
      DataSource bean =
          DelegatingDataSource.unwrapDataSource(app.context().getBean(DataSource.class));
      assertThat(bean instanceof CapturingDataSource).isEqualTo(side.equals("inside"));
      assertThat(bean.unwrap(CapturingDataSource.class).pool() instanceof JdbcDataSource)
          .isEqualTo(side.equals("outside"));

      JsonNode event = app.eventOf("/wrapped");

      assertThat(DatabaseApplication.onlyStatement(event).path("count").asInt()).isEqualTo(1);
      assertThat(event.path("sql").path("count").asInt()).isEqualTo(1);
      assertThat(event.path("attributes").path("routeflow.sql.connections").asInt()).isEqualTo(1);
      assertThat(app.internalErrors()).isZero();
      assertThat(app.context().getBean(Wrapping.class).observed.get())
          .isEqualTo(wrapper.equals("observation") ? 1 : 0);
    }
  }

  /** As Micronaut's own modules for OpenTelemetry and for Micrometer's observation do it. */
  @Requires(property = "spec.name", value = SPEC)
  @Singleton
  static class Wrapping implements ObservationHandler<Observation.Context> {
    private final AtomicInteger observed = new AtomicInteger();
    private final String wrapper;

    Wrapping(@Value("${suite.wrapping}") String wrapper) {
      this.wrapper = wrapper;
    }

    DataSource wrap(DataSource source) {
      if (wrapper.equals("telemetry")) {
        return JdbcTelemetry.builder(OpenTelemetry.noop()).build().wrap(source);
      }
      ObservationRegistry registry = ObservationRegistry.create();
      registry.observationConfig().observationHandler(this);
      var listener = new DataSourceObservationListener(registry);
      return ProxyDataSourceBuilder.create(source)
          .listener(listener)
          .methodListener(listener)
          .build();
    }

    @Override
    public void onStart(Observation.Context context) {
      if ("jdbc.query".equals(context.getName())) {
        observed.incrementAndGet();
      }
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
      return true;
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Factory
  static class Sources {
    @Singleton
    @Named("wrapped")
    DataSource source(Wrapping wrapping, @Value("${suite.side}") String side) {
      JdbcDataSource database = new JdbcDataSource();
      database.setURL("jdbc:h2:mem:");
      return side.equals("inside") ? wrapping.wrap(database) : database;
    }
  }

  /** After ours, and before the framework's own, which wants to stand outside. */
  @Requires(property = "spec.name", value = SPEC)
  @Requires(property = "suite.side", value = "outside")
  @Singleton
  static class Outside implements BeanCreatedEventListener<DataSource>, Ordered {
    private final Wrapping wrapping;

    Outside(Wrapping wrapping) {
      this.wrapping = wrapping;
    }

    @Override
    public int getOrder() {
      return Ordered.HIGHEST_PRECEDENCE + 1;
    }

    @Override
    public DataSource onCreated(BeanCreatedEvent<DataSource> event) {
      return wrapping.wrap(event.getBean());
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/wrapped")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Wrapped {
    private final DataSource dataSource;

    Wrapped(DataSource dataSource) {
      this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    @Get
    boolean query() throws SQLException {
      try (Connection connection = dataSource.getConnection();
          Statement statement = connection.createStatement()) {
        return statement.execute("SELECT 1");
      }
    }
  }
}
