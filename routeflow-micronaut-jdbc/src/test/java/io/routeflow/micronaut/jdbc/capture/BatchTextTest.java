package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTextTest {
  private static final String INSERT = "INSERT INTO a VALUES (1)";
  private static final String DELETE = "DELETE FROM b";

  private final SqlRecorder recorder =
      SqlRecorder.of(Database.unknown("default"), new SqlCapture(5, 100, null));
  private final BatchText batch = new BatchText(recorder);

  @Test
  void statementsThatDifferInTheirValuesAreOne() {
    batch.add(INSERT);
    batch.add("INSERT INTO a VALUES (2)");

    assertThat(batch.sql())
        .isEqualTo(new NormalizedSql("INSERT INTO a VALUES (?)", "INSERT", List.of("a")));
  }

  @Test
  void differentStatementsAreAllNamed() {
    batch.add(INSERT);
    batch.add(DELETE);
    batch.add(INSERT);

    assertThat(batch.sql())
        .isEqualTo(
            new NormalizedSql(
                "INSERT INTO a VALUES (?); DELETE FROM b", "BATCH", List.of("a", "b")));
  }

  @Test
  void statementsOfOneVerbHaveThatVerbWhateverTheirTables() {
    batch.add(INSERT);
    batch.add("INSERT INTO b VALUES (1)");

    assertThat(batch.sql())
        .isEqualTo(
            new NormalizedSql(
                "INSERT INTO a VALUES (?); INSERT INTO b VALUES (?)", "INSERT", List.of("a", "b")));
  }

  @Test
  void batchesThatDifferInWhatIsNotShownAreNotTheSame() {
    String longText =
        "DELETE FROM t WHERE "
            + "x = x AND ".repeat(SqlNormalizer.MAX_STATEMENT_BYTES / 12)
            + "y = y";
    batch.add(longText);
    batch.add(DELETE);
    BatchText other = new BatchText(recorder);
    other.add(longText);
    other.add(INSERT);

    assertThat(batch.sql().statement()).isEqualTo(other.sql().statement());
    assertThat(batch.sql().isSameStatement(other.sql())).isFalse();
  }

  @Test
  void aBatchOfThousandsOfStatementsStaysSmall() {
    for (int i = 0; i < 5_000; i++) {
      batch.add("DELETE FROM t" + i + " WHERE " + "x".repeat(300));
    }

    assertThat(batch.sql().operation()).isEqualTo("DELETE");
    assertThat(batch.sql().statement().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(SqlNormalizer.MAX_STATEMENT_BYTES);
    assertThat(batch.sql().tables()).hasSizeLessThanOrEqualTo(SqlNormalizer.MAX_TABLES);
  }

  @Test
  void aTextIsLookedAtWhenTheBatchIsRecordedAndOnlyOneOfTheFirst() {
    for (int i = 0; i < BatchText.MAX_TEXTS; i++) {
      batch.add("INSERT INTO a VALUES (" + i + ")");
    }
    batch.add(DELETE);

    assertThat(batch.sql().statement()).isEqualTo("INSERT INTO a VALUES (?)");
  }
}
