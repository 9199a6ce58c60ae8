package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

class NormalizerFuzzTest {
  private static final Logger LOG = LoggerFactory.getLogger(NormalizerFuzzTest.class);
  private static final long SEED = Long.getLong("suite.sql.seed", System.nanoTime());
  private static final int TEXTS = 40_000;
  private static final int LONGEST = 200;

  private final SplittableRandom random = new SplittableRandom(SEED);

  @Test
  void randomBytesNeverFail() {
    LOG.info("{} texts of random bytes, seed {}", TEXTS, SEED);
    for (int i = 0; i < TEXTS; i++) {
      byte[] bytes = new byte[random.nextInt(LONGEST)];
      random.nextBytes(bytes);
      expectSound(new String(bytes, StandardCharsets.ISO_8859_1));
      expectSound("SELECT " + new String(bytes, StandardCharsets.UTF_16LE));
    }
  }

  @Test
  void randomPiecesOfSqlNeverFail() {
    LOG.info("{} texts of random pieces, seed {}", TEXTS, SEED);
    List<String> pieces = NormalizationWorkTest.pieces();
    for (int i = 0; i < TEXTS; i++) {
      StringBuilder sql = new StringBuilder(random.nextBoolean() ? "SELECT " : "");
      for (int j = random.nextInt(30); j > 0; j--) {
        sql.append(pieces.get(random.nextInt(pieces.size())));
      }
      expectSound(sql.toString());
    }
  }

  @Test
  void statementsWithOneCharacterChangedNeverFail() {
    LOG.info("statements with one character changed, seed {}", SEED);
    for (CaseTable.Case row : CaseTable.all()) {
      StringBuilder sql = new StringBuilder(row.sql());
      if (sql.length() > 0) {
        int at = random.nextInt(sql.length());
        sql.setCharAt(at, (char) random.nextInt(256));
        expectSound(sql.toString());
        expectSound(sql.deleteCharAt(at).toString());
        expectSound(row.sql().substring(at));
      }
    }
  }

  private static void expectSound(String sql) {
    for (SqlDialect dialect : SqlDialect.values()) {
      NormalizedSql normalized = SqlNormalizer.read(sql, dialect);

      boolean verb = normalized.operation().chars().allMatch(c -> c >= 'A' && c <= 'Z');
      boolean text = !normalized.statement().isEmpty() && !normalized.operation().isEmpty();
      boolean bounded = normalized.statement().length() <= SqlNormalizer.MAX_STATEMENT_BYTES;
      assertThat(verb && text && bounded).as("%s, seed %d: %s", dialect, SEED, sql).isTrue();
    }
  }
}
