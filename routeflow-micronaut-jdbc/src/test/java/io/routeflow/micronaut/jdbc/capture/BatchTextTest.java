package io.routeflow.micronaut.jdbc.capture;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchTextTest {
  private static final NormalizedSql INSERT =
      new NormalizedSql("INSERT INTO a VALUES (?)", "INSERT", List.of("a"));
  private static final NormalizedSql DELETE =
      new NormalizedSql("DELETE FROM b", "DELETE", List.of("b"));

  private final BatchText batch = new BatchText();

  @Test
  void statementsThatDifferInTheirValuesAreOne() {
    batch.add(INSERT);
    batch.add(INSERT);

    assertThat(batch.sql()).isEqualTo(INSERT);
  }

  @Test
  void differentStatementsAreAllTold() {
    batch.add(INSERT);
    batch.add(DELETE);
    batch.add(INSERT);

    assertThat(batch.sql())
        .isEqualTo(
            new NormalizedSql(
                "INSERT INTO a VALUES (?); DELETE FROM b", "BATCH", List.of("a", "b")));
  }

  @Test
  void batchesThatDifferInWhatIsNotShownAreNotTheSame() {
    String longText = "DELETE FROM t WHERE " + "x".repeat(SqlNormalizer.MAX_STATEMENT_BYTES - 20);
    batch.add(new NormalizedSql(longText, "DELETE", List.of("t")));
    batch.add(DELETE);
    BatchText other = new BatchText();
    other.add(new NormalizedSql(longText, "DELETE", List.of("t")));
    other.add(INSERT);

    assertThat(batch.sql().statement()).isEqualTo(other.sql().statement());
    assertThat(batch.sql().isSameStatement(other.sql())).isFalse();
  }

  @Test
  void aBatchOfThousandsOfStatementsStaysSmall() {
    for (int i = 0; i < 5_000; i++) {
      String text = "DELETE FROM t" + i + " WHERE " + "x".repeat(300);
      batch.add(new NormalizedSql(text, "DELETE", List.of("t" + i)));
    }

    assertThat(batch.sql().operation()).isEqualTo("DELETE");
    assertThat(batch.sql().statement().getBytes(StandardCharsets.UTF_8))
        .hasSizeLessThanOrEqualTo(SqlNormalizer.MAX_STATEMENT_BYTES);
    assertThat(batch.sql().tables()).hasSizeLessThanOrEqualTo(SqlNormalizer.MAX_TABLES);
  }
}
