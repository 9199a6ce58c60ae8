package io.routeflow.micronaut.jdbc.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Statements of each dialect's grammar: no literal survives, the tables are those of the grammar,
 * and literals make no difference. {@code -Dsuite.sql.shapes=n} sets the number of statements of a
 * dialect, {@code -Dsuite.sql.seed=n} repeats a run.
 */
class GrammarTest {
  private static final Logger LOG = LoggerFactory.getLogger(GrammarTest.class);
  private static final int SHAPES = Integer.getInteger("suite.sql.shapes", 5000);
  private static final long SEED = Long.getLong("suite.sql.seed", System.nanoTime());
  private static final int MAX_FAILURES = 12;

  /** Words of the grammar with digits in them. */
  private static final Pattern KNOWN = Pattern.compile("utf8mb4|VARCHAR2");

  private final SqlNormalizer normalizer = new SqlNormalizer();
  private final List<String> failures = new ArrayList<>();

  static List<DialectGrammar> grammars() {
    return DialectGrammar.ALL;
  }

  @ParameterizedTest
  @MethodSource("grammars")
  void statementsKeepTheirShapeAndNothingElse(DialectGrammar grammar) {
    LOG.info("{} shapes of {}, seed {}", SHAPES, grammar.dialect(), SEED);
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < SHAPES && failures.size() < MAX_FAILURES; i++) {
      GrammarStatements.Shape shape = GrammarStatements.next(grammar, random);
      check(grammar.dialect(), shape, random.nextLong(), random.nextLong());
    }
    assertThat(String.join("\n", failures)).as("seed %d", SEED).isEmpty();
  }

  private void check(SqlDialect dialect, GrammarStatements.Shape shape, long first, long second) {
    String sql = shape.write(first);
    NormalizedSql normalized = normalizer.normalize(sql, dialect);
    String shown = normalized.toString();
    NormalizedSql other = normalizer.normalize(shape.write(second), dialect);
    NormalizedSql again = normalizer.normalize(normalized.statement(), dialect);
    boolean understood = !normalized.statement().equals(normalized.operation());
    expect(
        !shown.toLowerCase(Locale.ROOT).contains(GrammarStatements.CANARY), "canary", sql, shown);
    expect(
        KNOWN.matcher(shown).replaceAll("").chars().noneMatch(Character::isDigit),
        "digits",
        sql,
        shown);
    expect(normalized.isSameStatement(other), "other literals: " + other, sql, shown);
    expect(
        again.isSameStatement(normalized) || !normalized.isWhole(), "again: " + again, sql, shown);
    if (!shape.administrative()) {
      expect(understood, "not understood", sql, shown);
      expect(normalized.tables().equals(shape.tables()), "tables " + shape.tables(), sql, shown);
    }
  }

  private void expect(boolean holds, String what, String sql, String shown) {
    if (!holds) {
      failures.add(what + "\n    " + sql.replace("\n", "⏎") + "\n    " + shown);
    }
  }
}
