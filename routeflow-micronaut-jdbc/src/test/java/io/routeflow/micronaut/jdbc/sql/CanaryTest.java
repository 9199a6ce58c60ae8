package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plants canaries wherever a value can stand and looks for them in what would leave the process.
 * {@code -Dsuite.sql.canaries=n} sets the number of statements, {@code -Dsuite.sql.seed=n} repeats
 * a run.
 */
class CanaryTest {
  private static final Logger LOG = LoggerFactory.getLogger(CanaryTest.class);
  private static final int STATEMENTS = Integer.getInteger("suite.sql.canaries", 1_000_000);
  private static final long SEED = Long.getLong("suite.sql.seed", System.nanoTime());
  private static final SqlDialect[] DIALECTS = SqlDialect.values();

  /** The least share of statements that must be understood, or the search proves nothing. */
  private static final double UNDERSTOOD = 0.99;

  private static final int CUTS_PER_STATEMENT = 3;

  private final SplittableRandom random = new SplittableRandom(SEED);
  private final SqlNormalizer normalizer = new SqlNormalizer();

  @Test
  void noCanarySurvivesInAnyLiteralOrComment() {
    LOG.info("{} statements with canaries, seed {}", STATEMENTS, SEED);
    int understood = 0;
    for (int i = 0; i < STATEMENTS; i++) {
      SqlDialect dialect = DIALECTS[i % DIALECTS.length];
      String sql = new CanaryStatements(dialect, random).statement();

      NormalizedSql normalized = normalizer.normalize(sql, dialect);

      expectNoCanary(normalized, sql, dialect);
      understood += normalized.statement().equals(normalized.operation()) ? 0 : 1;
    }
    LOG.info("{} of {} statements understood", understood, STATEMENTS);
    assertThat((double) understood / STATEMENTS).isGreaterThan(UNDERSTOOD);
  }

  @Test
  void noCanarySurvivesWhereTheTextIsCutOff() {
    LOG.info("{} statements cut off, seed {}", STATEMENTS, SEED);
    for (int i = 0; i < STATEMENTS; i += CUTS_PER_STATEMENT) {
      SqlDialect dialect = DIALECTS[random.nextInt(DIALECTS.length)];
      CanaryStatements statements = new CanaryStatements(dialect, random);
      String sql = random.nextInt(10) == 0 ? statements.secret() : statements.statement();
      for (int cut = 0; cut < CUTS_PER_STATEMENT; cut++) {
        String part = sql.substring(0, random.nextInt(sql.length() + 1));

        expectNoCanary(SqlNormalizer.read(part, dialect), part, dialect);
      }
    }
  }

  @Test
  void noCanarySurvivesAtAnyCutOfAStatement() {
    LOG.info("statements cut at each length, seed {}", SEED);
    for (SqlDialect dialect : DIALECTS) {
      CanaryStatements statements = new CanaryStatements(dialect, random);
      for (int i = 0; i < 20; i++) {
        String sql = i % 4 == 0 ? statements.secret() : statements.statement();
        for (int length = 0; length <= sql.length(); length++) {
          String part = sql.substring(0, length);
          expectNoCanary(SqlNormalizer.read(part, dialect), part, dialect);
        }
      }
    }
  }

  @Test
  void noSecretSurvivesAmongNames() {
    LOG.info("{} statements with secrets, seed {}", STATEMENTS / 10, SEED);
    for (int i = 0; i < STATEMENTS / 10; i++) {
      SqlDialect dialect = DIALECTS[i % DIALECTS.length];
      String sql = new CanaryStatements(dialect, random).secret();

      expectNoCanary(normalizer.normalize(sql, dialect), sql, dialect);
    }
  }

  private static void expectNoCanary(NormalizedSql normalized, String sql, SqlDialect dialect) {
    if (!isClean(normalized.toString())) {
      assertThat(normalized.toString())
          .as("%s, seed %d: %s", dialect, SEED, sql)
          .doesNotContainIgnoringCase(CanaryLiterals.CANARY)
          .doesNotContainPattern("[0-9]");
    }
  }

  private static boolean isClean(String text) {
    boolean digits = text.chars().anyMatch(Character::isDigit);
    return !digits && !text.toLowerCase(Locale.ROOT).contains(CanaryLiterals.CANARY);
  }
}
