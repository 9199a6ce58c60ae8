package suite.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import io.routeflow.micronaut.jdbc.sql.NormalizedSql;
import io.routeflow.micronaut.jdbc.sql.SqlDialect;
import io.routeflow.micronaut.jdbc.sql.SqlNormalizer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import suite.jdbc.JudgedStatement.Spelling;

/**
 * Real databases judge how SQL is read. What they accept has no literal in its normalized text; it
 * names the tables that there are; and two statements that differ only in literals are one.
 * Statements are made by seed: {@code suite.judge.seed}, {@code suite.judge.statements}.
 */
final class DatabaseJudgeTest {

  private static final long SEED = Long.getLong("suite.judge.seed", 20_261_128L);
  private static final int STATEMENTS = Integer.getInteger("suite.judge.statements", 2_000);

  /** So many of a hundred must be accepted, lest the test judge nothing. */
  private static final int ACCEPTED_PERCENT = 10;

  private final SqlNormalizer normalizer = new SqlNormalizer();

  @Test
  void h2AcceptsWhatIsReadAsItsDialect() throws SQLException {
    judge("jdbc:h2:mem:judge", SqlDialect.H2);
  }

  /** A mode in which brackets hold names, quotes among them. */
  @Test
  void h2AsSqlServer() throws SQLException {
    judge(
        "jdbc:h2:mem:brackets;MODE=MSSQLServer;CASE_INSENSITIVE_IDENTIFIERS=TRUE",
        SqlDialect.H2,
        new Spelling(false, true, false));
  }

  @Test
  void hsqldbAcceptsWhatIsReadAsItsDialect() throws SQLException {
    judge("jdbc:hsqldb:mem:judge", SqlDialect.STANDARD);
  }

  @Test
  void sqliteAcceptsWhatIsReadAsItsDialect() throws SQLException {
    judge("jdbc:sqlite::memory:", SqlDialect.SQLITE);
  }

  @Test
  void postgresqlAcceptsWhatIsReadAsItsDialect() throws SQLException, IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.builder().start()) {
      judge(postgres.getJdbcUrl("postgres", "postgres"), SqlDialect.POSTGRESQL);
    }
  }

  @Test
  void mariadbAcceptsWhatIsReadAsItsDialect(@TempDir Path folder) throws SQLException, IOException {
    try (MariaDbServer server = MariaDbServer.start(folder)) {
      judge(server.url(), SqlDialect.MYSQL);
    }
  }

  private void judge(String url, SqlDialect dialect) throws SQLException {
    boolean mysql = dialect == SqlDialect.MYSQL;
    judge(url, dialect, new Spelling(mysql || dialect == SqlDialect.SQLITE, false, mysql));
  }

  private void judge(String url, SqlDialect dialect, Spelling spelling) throws SQLException {
    int accepted = 0;
    try (Connection connection = DriverManager.getConnection(url)) {
      create(connection, spelling);
      for (int i = 0; i < STATEMENTS; i++) {
        JudgedStatement one = statement(i, 1, spelling);
        JudgedStatement other = statement(i, 2, spelling);
        if (accepts(connection, one) && accepts(connection, other)) {
          accepted++;
          check(one, other, dialect);
        }
      }
    }
    System.out.printf("%s accepted %d of %d statements%n", dialect, accepted, STATEMENTS);
    assertThat(accepted).isGreaterThan(STATEMENTS * ACCEPTED_PERCENT / 100);
  }

  private static void create(Connection connection, Spelling spelling) throws SQLException {
    List<String> tables = new ArrayList<>(JudgedStatement.TABLES);
    if (spelling.digits()) {
      tables.addAll(JudgedStatement.DIGIT_TABLES);
    }
    for (String table : tables) {
      execute(connection, "CREATE TABLE " + table + " (body VARCHAR(400))");
    }
    execute(connection, "INSERT INTO orders VALUES ('1')");
    if (spelling.brackets()) {
      String column = JudgedStatement.BRACKET_COLUMN + " VARCHAR(400)";
      execute(connection, "ALTER TABLE orders ADD " + column);
      execute(connection, "ALTER TABLE items ADD " + column);
    }
  }

  private static JudgedStatement statement(int number, int contents, Spelling spelling) {
    return JudgedStatement.of(SEED + number, 31 * (SEED + number) + contents, spelling);
  }

  private void check(JudgedStatement one, JudgedStatement other, SqlDialect dialect) {
    NormalizedSql first = normalizer.normalize(one.sql(), dialect);
    NormalizedSql second = normalizer.normalize(other.sql(), dialect);
    for (String canary : one.canaries()) {
      assertThat(first.statement()).as("seed %d: %s", SEED, one.sql()).doesNotContain(canary);
    }
    assertThat(second.statement())
        .as("seed %d: %s%n and %n%s", SEED, one.sql(), other.sql())
        .isEqualTo(first.statement());
    if (first.statement().indexOf(' ') > 0) {
      Set<String> named =
          first.tables().stream()
              .map(table -> table.toLowerCase(Locale.ROOT))
              .collect(Collectors.toCollection(TreeSet::new));
      assertThat(named).as("tables of %s", one.sql()).isEqualTo(one.tables());
    }
  }

  private static boolean accepts(Connection connection, JudgedStatement statement) {
    boolean accepted = accepts(connection, statement.sql());
    if (accepted) {
      statement.undo().forEach(sql -> accepts(connection, sql));
    }
    return accepted;
  }

  private static boolean accepts(Connection connection, String sql) {
    try {
      execute(connection, sql);
      return true;
    } catch (SQLException e) {
      return false;
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
