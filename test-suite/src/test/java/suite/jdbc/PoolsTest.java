package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import suite.support.FakeIngest;
import suite.support.JavaLaunch;
import suite.support.JavaProcess;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** Other pools than Hikari; each in a process, because there can be only one on a class path. */
final class PoolsTest {
  static final String[] DATA = {
    "micronaut-data-connection",
    "micronaut-data-connection-jdbc",
    "micronaut-data-jdbc",
    "micronaut-data-model",
    "micronaut-data-runtime",
    "micronaut-data-tx",
    "micronaut-data-tx-jdbc"
  };

  @ParameterizedTest
  @ValueSource(strings = {"tomcat", "dbcp"})
  void withAnotherPoolEverythingWorksAndIsCaptured(String pool) {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            JavaProcess.of(PoolProcess.class)
                .classpathWithout("micronaut-jdbc-hikari", "HikariCP")
                .classpathWith(Path.of("target", "pools", pool))
                .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
                .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
                .start()) {
      String listens = process.awaitLine(line -> line.startsWith(PoolProcess.LISTENS));
      int port = Integer.parseInt(listens.substring(PoolProcess.LISTENS.length()));
      RawHttp.exchange(port, RawHttp.get("/shelf/committed"));
      JsonNode event = ingest.awaitEvent(e -> e.path("path").asText().equals("/shelf/committed"));

      JsonNode insert = DatabaseApplication.onlyStatement(event);
      assertThat(insert.path("repository_method").asText()).isEqualTo("H2Books.save");
      assertThat(insert.path("db_system").asText()).isEqualTo("h2");
      assertThat(event.path("attributes").path("routeflow.sql.commits").asInt()).isEqualTo(1);
      assertThat(process.awaitLine(line -> line.startsWith(PoolProcess.METERS)))
          .contains("jdbc.connections");
      assertThat(RawHttp.exchange(port, RawHttp.get("/health")).text())
          .contains("jdbc:h2:mem")
          .contains("\"UP\"");
      process.terminate();
      process.awaitExit();
      assertThat(process.output()).noneMatch(line -> line.contains("Exception"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "tomcat,-flyway.datasources.default.enabled=true"
        + " -flyway.datasources.default.locations=classpath:suite/jdbc/flyway",
    "dbcp,-liquibase.datasources.default.change-log=classpath:suite/jdbc/liquibase.sql"
  })
  void withAnotherPoolMigrationsRunAndTheirStatementsBelongToNoEvent(String pool, String settings) {
    JavaLaunch launch = JavaProcess.of(PoolProcess.class).argument("-suite.migrated=true");
    List.of(settings.split(" ")).forEach(launch::argument);
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            launch
                .classpathWithout("micronaut-jdbc-hikari", "HikariCP")
                .classpathWith(Path.of("target", "pools", pool))
                .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
                .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
                .start()) {
      String listens = process.awaitLine(line -> line.startsWith(PoolProcess.LISTENS));
      int port = Integer.parseInt(listens.substring(PoolProcess.LISTENS.length()));

      assertThat(RawHttp.exchange(port, RawHttp.get("/shelf/one")).text()).isEqualTo("migrated");

      JsonNode event = ingest.awaitEvent(e -> e.path("path").asText().equals("/shelf/one"));
      assertThat(event.path("sql").path("count").asInt()).isEqualTo(1);
      assertThat(ingest.events()).hasSize(1);
      assertThat(process.awaitLine(line -> line.startsWith(PoolProcess.UNATTRIBUTED)))
          .isNotEqualTo(PoolProcess.UNATTRIBUTED + 0);
      process.terminate();
      process.awaitExit();
      assertThat(process.output()).noneMatch(line -> line.contains("Exception"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aPoolThatIsABeanOfItsOwnClassIsClosedWithTheApplication(boolean withData) {
    try (JavaProcess process =
        JavaProcess.of(ClosingProcess.class)
            .classpathWithout("micronaut-jdbc-hikari", "HikariCP")
            .classpathWithout(withData ? new String[0] : DATA)
            .classpathWith(Path.of("target", "pools", "dbcp"))
            .start()) {
      String line = process.awaitLine(l -> l.startsWith("the pool is "));
      process.awaitExit();

      assertThat(line).isEqualTo(ClosingProcess.CLOSED);
      assertThat(process.output()).noneMatch(l -> l.contains("Exception"));
    }
  }
}
