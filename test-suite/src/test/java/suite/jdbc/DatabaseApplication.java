package suite.jdbc;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.ApplicationContext;
import io.micronaut.inject.qualifiers.Qualifiers;
import io.routeflow.micronaut.jdbc.JdbcStats;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import suite.support.FakeIngest;
import suite.support.RawHttp;
import suite.support.RawResponse;
import suite.support.TestApplication;

/** An application with a database of its own, and the ingest endpoint that its events go to. */
final class DatabaseApplication implements AutoCloseable {

  final FakeIngest ingest;
  final TestApplication application;

  private DatabaseApplication(FakeIngest ingest, TestApplication application) {
    this.ingest = ingest;
    this.application = application;
  }

  static DatabaseApplication start(String spec, Map<String, ?> properties) {
    return startOn(ingest -> TestApplication.start(ingest, spec, properties));
  }

  private static DatabaseApplication startOn(Function<FakeIngest, TestApplication> start) {
    FakeIngest ingest = FakeIngest.start();
    try {
      return new DatabaseApplication(ingest, start.apply(ingest));
    } catch (RuntimeException e) {
      ingest.close();
      throw e;
    }
  }

  /** On H2, in memory and gone with this process, in a pool that is named default. */
  static DatabaseApplication onH2(String spec, Map<String, ?> properties) {
    var all = new LinkedHashMap<String, Object>(h2("default"));
    all.put("suite.books", "h2");
    all.putAll(properties);
    return start(spec, all);
  }

  /** In these environments and no other, not even that of tests. */
  static DatabaseApplication onH2In(
      List<String> environments, String spec, Map<String, ?> properties) {
    var all = new LinkedHashMap<String, Object>(h2("default"));
    all.put("suite.books", "h2");
    all.putAll(properties);
    return startOn(ingest -> TestApplication.startIn(environments, ingest, spec, all));
  }

  static DatabaseApplication onH2(String spec) {
    return onH2(spec, Map.of());
  }

  /** The properties of a data source with an H2 database of its own. */
  static Map<String, Object> h2(String name) {
    return Map.of(
        "datasources." + name + ".url",
        "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1",
        "datasources." + name + ".driver-class-name",
        "org.h2.Driver",
        "datasources." + name + ".username",
        "sa",
        "datasources." + name + ".password",
        "",
        "datasources." + name + ".dialect",
        "H2",
        // Hibernate looks for entities wherever it meets a data source.
        "jpa." + name + ".enabled",
        false);
  }

  ApplicationContext context() {
    return application.context();
  }

  /** Runs statements outside any request. */
  DatabaseApplication run(String... statements) {
    return runOn("default", statements);
  }

  DatabaseApplication runOn(String dataSource, String... statements) {
    DataSource bean = context().getBean(DataSource.class, Qualifiers.byName(dataSource));
    DataSource pool = context().getBean(io.micronaut.jdbc.DataSourceResolver.class).resolve(bean);
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
      if (!connection.getAutoCommit()) {
        connection.commit();
      }
      return this;
    } catch (SQLException e) {
      throw new AssertionError(e);
    }
  }

  RawResponse get(String path, String... headers) {
    return RawHttp.exchange(application.port(), RawHttp.get(path, headers));
  }

  /** Requests a path that no other request of the test has, and waits for its event. */
  JsonNode eventOf(String path) {
    RawResponse response = get(path);
    JsonNode event = ingest.awaitEvent(e -> e.path("path").asText().equals(path));
    if (event.path("status_code").asInt() != response.status()) {
      throw new AssertionError("another status on the event: " + event);
    }
    return event;
  }

  /** The statements of an event. */
  static List<JsonNode> statements(JsonNode event) {
    var statements = new ArrayList<JsonNode>();
    event.path("sql").path("statements").forEach(statements::add);
    return statements;
  }

  /** The only statement of an event. */
  static JsonNode onlyStatement(JsonNode event) {
    List<JsonNode> statements = statements(event);
    if (statements.size() != 1) {
      throw new AssertionError("not one statement: " + event);
    }
    return statements.get(0);
  }

  long unattributed() {
    return context().getBean(JdbcStats.class).unattributed();
  }

  long internalErrors() {
    return context().getBean(JdbcStats.class).internalErrors();
  }

  @Override
  public void close() {
    application.close();
    ingest.close();
  }
}
