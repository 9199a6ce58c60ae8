package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import io.routeflow.micronaut.jdbc.JdbcConfiguration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import suite.support.LogCapture;

/** Nonsense in all keys at once: the application starts, captures, and says so once for each. */
final class BadJdbcSettingsTest {
  private static final List<String> KEYS =
      List.of(
          "routeflow.jdbc.enabled",
          "routeflow.jdbc.n-plus-one-threshold",
          "routeflow.jdbc.max-statements");

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "maybe,five,abc",
        "'','',''",
        "-1,-1,-1",
        "NaN,NaN,NaN",
        "2,0,0",
        "99999999999999999999,99999999999999999999,99999999999999999999",
        "${nothing.resolves.this},${nothing.resolves.this},${nothing.resolves.this}"
      })
  void theDefaultHoldsAndThereIsOneWarningForEachKey(
      String enabled, String threshold, String maxStatements) {
    Map<String, String> settings =
        Map.of(KEYS.get(0), enabled, KEYS.get(1), threshold, KEYS.get(2), maxStatements);
    try (LogCapture log = LogCapture.of("io.routeflow", Level.WARN);
        var app =
            DatabaseApplication.onH2("BadJdbcSettingsTest", settings).run(Book.TABLE, Book.ROWS)) {
      var statement = DatabaseApplication.onlyStatement(app.eventOf("/shelf/one-by-one-again"));

      assertThat(statement.path("count").asInt()).isEqualTo(5);
      assertThat(statement.path("n_plus_one").asBoolean()).isTrue();
      assertThat(app.context().getBean(JdbcConfiguration.class))
          .isEqualTo(new JdbcConfiguration(true, 5, 100));
      List<String> warnings =
          log.events().stream()
              .map(ILoggingEvent::getFormattedMessage)
              .filter(line -> !line.startsWith("N+1"))
              .toList();
      assertThat(warnings).hasSize(KEYS.size());
      for (String key : KEYS) {
        assertThat(warnings).filteredOn(line -> line.contains(" for " + key + ": ")).hasSize(1);
      }
    }
  }
}
