package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlStatementSanitizer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Holds our result beside that of OpenTelemetry's sanitizer for each case of the tables. Where they
 * differ, {@code opentelemetry-deviations.txt} lists the case below the sentence that says why.
 */
class OpenTelemetryDifferenceTest {
  private static final SqlStatementSanitizer THEIRS = SqlStatementSanitizer.create(true);

  @Test
  void everyDeviationIsExplainedAndEveryExplanationIsNeeded() {
    List<String> deviations = new ArrayList<>();
    for (String file : CaseTable.FILES) {
      for (CaseTable.Case row : CaseTable.read(file)) {
        if (!row.expected().statement().equals(theirs(row.sql()))) {
          deviations.add(CaseTable.name(file) + ": " + row.line());
        }
      }
    }

    List<String> explained = CaseTable.statements("opentelemetry-deviations.txt");
    assertThat(without(deviations, explained)).as("deviations without an explanation").isEmpty();
    assertThat(without(explained, deviations)).as("explanations without a deviation").isEmpty();
  }

  private static List<String> without(List<String> all, List<String> known) {
    List<String> left = new ArrayList<>(all);
    known.forEach(left::remove);
    return left;
  }

  private static String theirs(String sql) {
    return String.valueOf(
        THEIRS
            .sanitize(
                sql, io.opentelemetry.instrumentation.api.incubator.semconv.db.SqlDialect.DEFAULT)
            .getFullStatement());
  }
}
