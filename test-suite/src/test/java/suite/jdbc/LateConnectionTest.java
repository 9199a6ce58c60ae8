package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.micronaut.context.annotation.Factory;
import io.micronaut.context.annotation.Requires;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A data source that connects with the first statement, to a server by what was set before. */
final class LateConnectionTest {
  private static final String SPEC = "LateConnectionTest";

  @Test
  void aConnectionThatIsSetToReadOnlyGoesToTheReaderFromTheFirstOne() {
    try (var app = DatabaseApplication.start(SPEC, Map.of("jpa.late.enabled", false))) {
      assertThat(app.get("/late").text()).isEqualTo("READER READER READER WRITER");

      JsonNode event = app.ingest.awaitEvent(e -> e.path("path").asText().equals("/late"));
      JsonNode statement = DatabaseApplication.onlyStatement(event);
      assertThat(statement.path("count").asInt()).isEqualTo(4);
      assertThat(statement.path("db_system").asText()).isEqualTo("h2");
      assertThat(event.path("attributes").path("routeflow.sql.connections").asInt()).isEqualTo(4);
      assertThat(app.internalErrors()).isZero();
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Factory
  static class Sources {
    @Singleton
    @Named("late")
    DataSource late() {
      DataSource writer = database("WRITER");
      DataSource reader = database("READER");
      return (DataSource)
          Proxy.newProxyInstance(
              Sources.class.getClassLoader(),
              new Class<?>[] {DataSource.class},
              (proxy, method, arguments) ->
                  method.getName().equals("getConnection")
                      ? LateConnection.of(writer, reader)
                      : invoke(method, writer, arguments));
    }

    private static DataSource database(String name) {
      JdbcDataSource database = new JdbcDataSource();
      database.setURL("jdbc:h2:mem:late-" + name + ";DB_CLOSE_DELAY=-1");
      return database;
    }
  }

  private static @Nullable Object invoke(
      Method method, Object target, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Remembers what is set, and connects when it must know more. */
  private static final class LateConnection implements InvocationHandler {
    private final DataSource writer;
    private final DataSource reader;
    private boolean readOnly;
    private @Nullable Connection target;

    private LateConnection(DataSource writer, DataSource reader) {
      this.writer = writer;
      this.reader = reader;
    }

    static Connection of(DataSource writer, DataSource reader) {
      return (Connection)
          Proxy.newProxyInstance(
              LateConnection.class.getClassLoader(),
              new Class<?>[] {Connection.class},
              new LateConnection(writer, reader));
    }

    @Override
    public @Nullable Object invoke(
        Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
      if (target == null) {
        if (method.getName().equals("setReadOnly") && arguments != null) {
          readOnly = Boolean.TRUE.equals(arguments[0]);
          return null;
        }
        if (method.getName().equals("close")) {
          return null;
        }
        target = (readOnly ? reader : writer).getConnection();
      }
      return LateConnectionTest.invoke(method, target, arguments);
    }
  }

  @Requires(property = "spec.name", value = SPEC)
  @Controller("/late")
  @ExecuteOn(TaskExecutors.BLOCKING)
  static class Late {
    private final DataSource dataSource;

    Late(@Named("late") DataSource dataSource) {
      this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
    }

    @Get
    String servers() throws SQLException {
      List<String> servers = new ArrayList<>();
      for (boolean readOnly : List.of(true, true, true, false)) {
        try (Connection connection = dataSource.getConnection()) {
          connection.setReadOnly(readOnly);
          try (Statement statement = connection.createStatement();
              ResultSet rows = statement.executeQuery("SELECT DATABASE()")) {
            rows.next();
            servers.add(rows.getString(1).replace("LATE-", ""));
          }
        }
      }
      return String.join(" ", servers);
    }
  }
}
