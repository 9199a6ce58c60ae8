package io.routeflow.micronaut.jdbc.sql;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads the tables of cases. A case is two lines: the SQL, then {@code => statement ## OPERATION
 * tables}. Signs stand for what cannot be seen: ⏎ line feed, ␍ carriage return, ⇥ tab, ␠ blank, ␀
 * NUL. A line that starts with two equals signs is a heading.
 */
final class CaseTable {
  private static final String HEADING = "== ";
  private static final String RESULT = "=> ";
  private static final String FACTS = "   ## ";

  private CaseTable() {}

  /** One case and the line of its SQL. */
  record Case(String where, SqlDialect dialect, String sql, NormalizedSql expected) {
    @Override
    public String toString() {
      return where + " " + dialect + " " + sql;
    }
  }

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (SqlDialect dialect : SqlDialect.values()) {
      String own = dialect.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
      cases.addAll(read("every-dialect.txt", dialect));
      cases.addAll(read(own + ".txt", dialect));
    }
    return cases;
  }

  static List<Case> read(String file, SqlDialect dialect) {
    List<Case> cases = new ArrayList<>();
    List<String> lines = text(file).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String sql = lines.get(i);
      if (!sql.isEmpty() && !sql.startsWith(HEADING)) {
        String where = file + ":" + (i + 1);
        i++;
        cases.add(new Case(where, dialect, unseen(sql), expected(where, lines.get(i))));
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
    List<String> tables = parts.length == 1 ? List.of() : List.of(parts[1].split(", ", -1));
    return new NormalizedSql(statement, parts[0], tables);
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
      throw new java.io.UncheckedIOException(e);
    }
  }
}
