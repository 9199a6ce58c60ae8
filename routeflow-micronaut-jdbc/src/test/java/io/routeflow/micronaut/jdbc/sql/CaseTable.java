package io.routeflow.micronaut.jdbc.sql;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * Reads the tables of cases. A case is two lines: the SQL, then {@code => statement ## OPERATION
 * tables}, where {@code ?} among the tables is a name that is hidden. Signs stand for what cannot
 * be seen: ⏎ line feed, ␍ carriage return, ⇥ tab, ␠ blank, ␀ NUL. A line that starts with two
 * equals signs is a heading.
 */
final class CaseTable {
  static final String EVERY_DIALECT = "every-dialect.txt";
  static final List<String> FILES =
      List.of(
          EVERY_DIALECT,
          "h2.txt",
          "postgresql.txt",
          "mysql.txt",
          "oracle.txt",
          "sql-server.txt",
          "sqlite.txt",
          "standard.txt",
          "db2.txt",
          "unknown.txt");

  private static final String HEADING = "== ";
  private static final String RESULT = "=> ";
  private static final String HIDDEN = "?";
  private static final String FACTS = "   ## ";

  private CaseTable() {}

  /** One case, where it stands and how its SQL is written there. */
  record Case(String where, String line, SqlDialect dialect, String sql, NormalizedSql expected) {
    @Override
    public String toString() {
      return where + " " + dialect + " " + line;
    }
  }

  /** Every case; those of the common table once for each dialect. */
  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (SqlDialect dialect : SqlDialect.values()) {
      cases.addAll(read(EVERY_DIALECT, dialect));
    }
    FILES.stream().skip(1).forEach(file -> cases.addAll(read(file)));
    return cases;
  }

  /** The cases of a file in its own dialect. */
  static List<Case> read(String file) {
    String dialect = name(file).toUpperCase(Locale.ROOT).replace('-', '_');
    return read(file, file.equals(EVERY_DIALECT) ? SqlDialect.H2 : SqlDialect.valueOf(dialect));
  }

  /** Fails unless SQL has these tables, divided by commas. */
  static void hold(SqlDialect dialect, String sql, String tables) {
    assertThat(String.join(", ", SqlNormalizer.read(sql, dialect).tables()))
        .as("%s in %s", sql, dialect)
        .isEqualTo(tables);
  }

  /** The file without its ending. */
  static String name(String file) {
    return file.substring(0, file.lastIndexOf('.'));
  }

  /** The lines of a list, without headings and empty lines. */
  static List<String> statements(String file) {
    return text(file).lines().filter(line -> !line.isEmpty() && !line.startsWith(HEADING)).toList();
  }

  private static List<Case> read(String file, SqlDialect dialect) {
    List<Case> cases = new ArrayList<>();
    List<String> lines = text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String sql = lines.get(i);
      if (!sql.isEmpty() && !sql.startsWith(HEADING)) {
        String where = file + ":" + (i + 1);
        i++;
        cases.add(new Case(where, sql, dialect, unseen(sql), expected(where, lines.get(i))));
      }
    }
    return cases;
  }

  private static NormalizedSql expected(String where, String line) {
    int facts = line.lastIndexOf(FACTS);
    if (!line.startsWith(RESULT) || facts < 0) {
      throw new IllegalArgumentException(where + ": no result below the statement");
    }
    String statement = unseen(line.substring(RESULT.length(), facts));
    String[] parts = line.substring(facts + FACTS.length()).split(" ", 2);
    List<String> tables = new ArrayList<>();
    if (parts.length > 1) {
      tables.addAll(List.of(parts[1].split(", ", -1)));
    }
    boolean nameHidden = tables.remove(HIDDEN);
    return new NormalizedSql(statement, parts[0], tables, statement.hashCode(), nameHidden);
  }

  private static String unseen(String text) {
    return text.replace('⏎', '\n')
        .replace('␍', '\r')
        .replace('⇥', '\t')
        .replace('␠', ' ')
        .replace('␀', '\0');
  }

  private static String text(String file) {
    try (InputStream in = CaseTable.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
