package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BatchTextTest {
  private static final String INSERT = "INSERT INTO a VALUES (1)";
  private static final String DELETE = "DELETE FROM b";

  private final SqlRecorder recorder =
      SqlRecorder.of(Database.unknown("default"), Scene.newCapture());
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
  void whatIsLeftOutIsMarkedOnce() {
    batch.add(INSERT);
    batch.add(wide(600));
    batch.add(wide(601));
    batch.add(DELETE);

    assertThat(batch.sql().statement())
        .isEqualTo("INSERT INTO a VALUES (?); " + wide(600) + "; DELETE FROM b; ...");
    assertThat(batch.sql().isWhole()).isFalse();
  }

  @Test
  void aNinthStatementIsMarkedToo() {
    for (int i = 1; i <= 9; i++) {
      batch.add("DELETE FROM t" + i);
    }

    assertThat(batch.sql().statement()).startsWith("DELETE FROM t1; ").endsWith("t8; ...");
    assertThat(batch.sql().isWhole()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(ints = {1_500, 2_040, 2_044, 2_048, 2_500})
  void theMarkHasRoomInTheLongestText(int length) {
    batch.add(wide(length));
    batch.add(DELETE);

    assertThat(batch.sql().statement())
        .startsWith("DELETE FROM t WHERE ")
        .endsWith("...")
        .doesNotContain("FROM b")
        .hasSizeLessThanOrEqualTo(SqlNormalizer.MAX_STATEMENT_BYTES);
  }

  private static String wide(int length) {
    String start = "DELETE FROM t WHERE ";
    String names = ("x".repeat(18) + ", ").repeat(200);
    return start + names.substring(0, length - start.length() - 1) + "y";
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
