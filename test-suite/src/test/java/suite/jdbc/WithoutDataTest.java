package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import suite.support.FakeIngest;
import suite.support.JavaProcess;
import suite.support.RawHttp;
import suite.support.TestApplication;

/** Micronaut Data is something an application may lack. */
final class WithoutDataTest {
  @Test
  void plainJdbcIsCapturedWithoutMicronautData() {
    try (FakeIngest ingest = FakeIngest.start();
        JavaProcess process =
            JavaProcess.of(PlainProcess.class)
                .classpathWithout(PoolsTest.DATA)
                .env("ROUTEFLOW_ENDPOINT", ingest.uri().toString())
                .env("ROUTEFLOW_INGEST_KEY", TestApplication.INGEST_KEY)
                .env("ROUTEFLOW_FLUSH_INTERVAL_MS", "20")
                .start()) {
      String listens = process.awaitLine(line -> line.startsWith(PlainProcess.LISTENS));
      int port = Integer.parseInt(listens.substring(PlainProcess.LISTENS.length()));

      assertThat(RawHttp.exchange(port, RawHttp.get("/answer")).text()).isEqualTo("42");

      JsonNode event = ingest.awaitEvent(e -> e.path("path").asText().equals("/answer"));
      JsonNode statement = DatabaseApplication.onlyStatement(event);
      assertThat(statement.path("statement").asText()).isEqualTo("SELECT ? * CAST(? AS INT)");
      assertThat(statement.path("count").asInt()).isEqualTo(1);
      assertThat(statement.path("db_system").asText()).isEqualTo("h2");
      assertThat(statement.has("repository_method")).isFalse();
      assertThat(event.path("attributes").path("routeflow.sql.connections").asInt()).isEqualTo(1);
      process.terminate();
      process.awaitExit();
      assertThat(process.output())
          .noneMatch(line -> line.contains("Exception"))
          .noneMatch(line -> line.contains("NoClassDefFound"))
          .noneMatch(line -> line.contains("outeflow"));
    }
  }
}
